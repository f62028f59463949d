using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money.Limits;

namespace MyPay.Domain.Money.Charge;

/// <summary>One charge, by hand or by rule: prepared in one write, sent, and answered as it stands.</summary>
internal sealed class Charging(
    IOutgoing outgoing,
    ILinkedAccounts accounts,
    IFirmBank bank,
    MyPayDb db,
    Journal journal
)
{
    /// <summary>
    /// Refusals of <see cref="IWallets.ChargeAsync"/> but for the amount's form, and whatever <paramref name="order"/>
    /// has against it.
    /// </summary>
    public async Task<Result<BankMove>> ChargeAsync(ChargeOrder order, Once once, CancellationToken ct)
    {
        var earlier = await journal.EarlierAsync<Guid>(once, ct);
        if (earlier is not null)
            return earlier.TryGet(out var known, out var reused) ? await SendAsync(known, ct) : reused;

        var account = await accounts.FindSecretAsync(order.Member, order.Account, ct);
        if (account is null)
            return new Refusal(RefusalKind.NotFound, "money.charge.account_not_found");
        var usable = await bank.CheckServiceAsync(BankService.Charge, account.View.Bank, account.Number, ct);
        if (!usable.TryGet(out _, out var refusal))
            return refusal;

        var prepared = await journal.WriteAsync<Guid>(once, write => Prepare(write, order, account), ct);
        return prepared.TryGet(out var charge, out refusal) ? await SendAsync(charge, ct) : refusal;
    }

    /// <summary>Inside a write: the move's row and its bank call.</summary>
    public void Add(
        JournalWrite write,
        Guid id,
        BankDirection direction,
        ChargeOrder order,
        LinkedAccountSecret account,
        string purpose
    )
    {
        var call = bank.Prepare(
            write,
            new BankInstruction(
                purpose,
                id.ToString("N"),
                direction,
                account.View.Bank,
                account.Number,
                account.View.Holder,
                order.Amount,
                "MyPay"
            )
        );
        write.Db.Add(
            new BankMove
            {
                Id = id,
                Direction = direction,
                Member = order.Member,
                Account = account.View.Id,
                AccountLabel = LabelOf(account.View),
                Origin = order.Origin,
                Amount = order.Amount,
                Call = call,
                State = MoveState.Checking,
                At = write.Now,
            }
        );
        write.Touch($"member:{order.Member}");
    }

    /// <summary>
    /// Sends what was prepared, once however often it is asked, and answers the move as it stands then.
    /// </summary>
    public async Task<BankMove> SendAsync(Guid id, CancellationToken ct)
    {
        var call = await db.Set<BankMove>().AsNoTracking().Where(m => m.Id == id).Select(m => m.Call).SingleAsync(ct);
        await bank.SendAsync(call, ct);
        return await db.Set<BankMove>().AsNoTracking().SingleAsync(m => m.Id == id, ct);
    }

    /// <summary>A try that the bank has certainly refused: the intent behind it may begin another.</summary>
    public static bool HasFailed(JournalWrite write, Guid id) =>
        write.Db.Set<BankMove>().Find(id)!.State == MoveState.Failed;

    public static string LabelOf(LinkedAccountView account) => $"{account.BankNameKo} {account.Last}";

    /// <summary>Charges of the member that the bank has not answered, in this write.</summary>
    public static IQueryable<BankMove> OpenCharges(MyPayDb db, MemberId member) =>
        db.Set<BankMove>()
            .Where(m => m.Member == member && m.Direction == BankDirection.In && m.State == MoveState.Checking);

    private Result<Guid> Prepare(JournalWrite write, ChargeOrder order, LinkedAccountSecret account)
    {
        if (outgoing.AgainstMember(write, order.Member, incoming: true) is { } stopped)
            return stopped;
        if (order.Against?.Invoke(write) is { } no)
            return no;
        var open = OpenCharges(write.Db, order.Member).ToList();
        if (open.Any(m => m.Account == order.Account))
            return new Refusal(RefusalKind.Conflict, "money.charge.account_checking", LabelOf(account.View));

        // What other open charges may still bring counts too: the cap holds whatever the bank answers.
        var cap = Policies.At(write, SeoulTime.DateOf(write.Now)).Cap(verified: true);
        var room = Math.Max(
            0,
            cap - write.BalanceOf(LedgerAccount.Wallet(order.Member)) - open.Sum(m => m.Amount.Amount)
        );
        if (order.Amount.Amount > room)
            return new Refusal(RefusalKind.Conflict, "money.charge.over_cap", cap, room);

        var id = NewId.At(write.Now);
        Add(write, id, BankDirection.In, order, account, ChargeSettlement.PurposeName);
        order.Made?.Invoke(write, id);
        return id;
    }
}

/// <summary>What is to be charged, and why.</summary>
/// <param name="Against">Asked inside the write, before anything else: a refusal stops it.</param>
/// <param name="Made">Told inside the write, once the charge stands.</param>
internal sealed record ChargeOrder(
    MemberId Member,
    LinkedAccountId Account,
    Won Amount,
    ChargeOrigin Origin,
    Func<JournalWrite, Refusal?>? Against = null,
    Action<JournalWrite, Guid>? Made = null
);
