using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money.Charge;
using MyPay.Domain.Money.Limits;
using MyPay.Domain.Money.TopUp;
using MyPay.Domain.Money.Withdraw;

namespace MyPay.Domain.Money;

internal sealed class Wallets(
    IOutgoing outgoing,
    ILinkedAccounts accounts,
    IFirmBank bank,
    IWalletPostings postings,
    Charging charging,
    ChargesUnderWay underWay,
    MyPayDb db,
    Journal journal,
    TimeProvider clock
) : IWallets
{
    // Nothing is decided, so the intent keeps its key.
    private static readonly Refusal InProgress = new(RefusalKind.Unavailable, "idempotency.in_progress");
    private static readonly Refusal NotNeeded = new(RefusalKind.Conflict, "money.top_up.not_needed");

    public async Task<WalletView> FindAsync(MemberId member, CancellationToken ct)
    {
        var cap = await CapAsync(member, ct);
        var codes = new[]
        {
            LedgerAccount.Wallet(member).Code,
            LedgerAccount.Pending(member).Code,
            LedgerAccount.Awaiting(member).Code,
        };
        var balances = await db.Set<AccountRow>()
            .AsNoTracking()
            .Where(a => codes.Contains(a.Code))
            .ToDictionaryAsync(a => a.Code, a => Won.Of(a.Balance), ct);
        return new(
            balances.GetValueOrDefault(codes[0]),
            balances.GetValueOrDefault(codes[1]),
            balances.GetValueOrDefault(codes[2]),
            cap
        );
    }

    public async Task<Result<ChargeView>> ChargeAsync(ChargeRequest request, CancellationToken ct)
    {
        var manual = TopUpRules.CheckManual(request.Amount);
        if (!manual.TryGet(out _, out var refusal))
            return refusal;

        var tried = await journal.TryOfAsync<Guid>(
            new($"charge:{request.Member}", request.Key, $"{request.Account}:{request.Amount.Amount}"),
            Charging.HasFailed,
            ct
        );
        if (!tried.TryGet(out var once, out refusal))
            return refusal;
        var charged = await charging.ChargeAsync(
            new(request.Member, request.Account, request.Amount, ChargeOrigin.Hand),
            once,
            ct
        );
        if (!charged.TryGet(out var move, out refusal))
            return refusal;
        if (move is { State: MoveState.Failed, Failure: { } failure })
            return failure;
        var wallet = await FindAsync(request.Member, ct);
        return move.ToCharge(wallet.Balance);
    }

    public async Task<Result<WithdrawalView>> WithdrawAsync(WithdrawRequest request, CancellationToken ct)
    {
        if (request.Amount == Won.Zero)
            return new Refusal(RefusalKind.Invalid, "money.withdraw.not_positive");
        var tried = await journal.TryOfAsync<Guid>(
            new($"withdraw:{request.Member}", request.Key, $"{request.Account}:{request.Amount.Amount}"),
            Charging.HasFailed,
            ct
        );
        if (!tried.TryGet(out var once, out var refusal))
            return refusal;
        var earlier = await journal.EarlierAsync<Guid>(once, ct);
        if (earlier is not null)
            return earlier.TryGet(out var known, out var reused)
                ? await AnswerAsync(request.Member, known, ct)
                : reused;

        var account = await accounts.FindSecretAsync(request.Member, request.Account, ct);
        if (account is null)
            return new Refusal(RefusalKind.NotFound, "money.withdraw.account_not_found");
        var usable = await bank.CheckServiceAsync(BankService.Send, account.View.Bank, account.Number, ct);
        if (!usable.TryGet(out _, out refusal))
            return refusal;

        var label = Charging.LabelOf(account.View);
        var leaves = new OutgoingMove(
            request.Member,
            OutgoingKind.Withdraw,
            request.Amount,
            $"account:{account.View.Bank}:{account.Number}",
            $"{once.Scope}:{once.Key}"
        );
        var verified = await accounts.IsVerifiedAsync(request.Member, ct);
        var prepared = await journal.WriteAsync<Guid>(
            once,
            write =>
            {
                if (outgoing.Begin(write, leaves) is { } no)
                    return no;
                var id = NewId.At(write.Now);
                var slip = Slip.Of("withdraw", $"money:{id:N}")
                    .Debit(LedgerAccount.Wallet(request.Member), request.Amount, label)
                    .Credit(LedgerAccount.InTransitOut, request.Amount, label);
                if (!write.Post(slip).TryGet(out _, out var short_))
                    return short_;
                postings.ReleasePending(write, request.Member, verified, $"money:{id:N}");
                charging.Add(
                    write,
                    id,
                    BankDirection.Out,
                    new(request.Member, request.Account, request.Amount, ChargeOrigin.Hand),
                    account,
                    WithdrawalSettlement.PurposeName
                );
                return id;
            },
            ct
        );
        return prepared.TryGet(out var withdrawal, out refusal)
            ? await AnswerAsync(request.Member, withdrawal, ct)
            : await outgoing.RefusedAsync(leaves, refusal, ct);
    }

    private async Task<Result<WithdrawalView>> AnswerAsync(MemberId member, Guid withdrawal, CancellationToken ct)
    {
        var move = await charging.SendAsync(withdrawal, ct);
        if (move is { State: MoveState.Failed, Failure: { } failure })
            return failure;
        var wallet = await FindAsync(member, ct);
        return new WithdrawalView(
            move.Id,
            move.Amount,
            move.State,
            move.AccountLabel,
            wallet.Balance,
            move.At,
            move.Failure
        );
    }

    public async Task<Result<TopUpPlan>> PlanTopUpAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        CancellationToken ct
    )
    {
        if (outgoing.AgainstMember(db, member) is { } stopped)
            return stopped;
        var planned = await PlanAsync(member, amount, reason, ct);
        if (!planned.TryGet(out var plan, out _) || plan.Account is not { } account)
            return planned;
        if (await IsCheckingAsync(member, account, ct))
            return new Refusal(RefusalKind.Conflict, "money.charge.account_checking", plan.AccountLabel!);
        if ((await accounts.ListAsync(member, ct)).FirstOrDefault(a => a.Id == account) is not { } source)
            return planned;
        return (await bank.CheckServiceAsync(BankService.Charge, source.Bank, null, ct)).TryGet(out _, out var closed)
            ? plan
            : closed;
    }

    // An automatic charge that is on its way this second is no hindrance: the top-up waits for it.
    private async Task<bool> IsCheckingAsync(MemberId member, LinkedAccountId account, CancellationToken ct)
    {
        Task<bool> IsOpenAsync() => Charging.OpenCharges(db, member).AnyAsync(m => m.Account == account, ct);
        return await IsOpenAsync() && !(await underWay.EndedAsync(member, ct) && !await IsOpenAsync());
    }

    /// <summary>
    /// What the rule says, whatever the bank can do now: a charge that has begun already is found again by its key.
    /// </summary>
    private async Task<Result<TopUpPlan>> PlanAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        CancellationToken ct
    )
    {
        var wallet = await FindAsync(member, ct);
        var shortage = Won.Shortfall(amount, wallet.Balance);
        if (shortage == Won.Zero)
            return new TopUpPlan(wallet.Balance, Won.Zero, Won.Zero, null, null);

        var primary = (await accounts.ListAsync(member, ct)).FirstOrDefault(a => a.IsPrimary);
        if (primary is null)
            return new Refusal(RefusalKind.Conflict, "money.top_up.no_account", shortage.Amount);
        var room = Won.Shortfall(wallet.Cap, wallet.Balance);
        return TopUpRules.AmountFor(reason, shortage, room).TryGet(out var charge, out var refusal)
            ? new TopUpPlan(wallet.Balance, shortage, charge, primary.Id, Charging.LabelOf(primary))
            : refusal;
    }

    public async Task<Result<TopUpPlan>> CoverAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        Once intent,
        CancellationToken ct
    )
    {
        var covered = await CoverNowAsync(member, amount, reason, intent, ct);
        if (covered.TryGet(out _, out var refusal) || refusal.Code != "money.charge.account_checking")
            return covered;

        // An automatic charge is on its way from this very account: its money may be all that is missing, and another
        // charge beside it would be one too many.
        return await underWay.EndedAsync(member, ct)
            ? await CoverNowAsync(member, amount, reason, intent, ct)
            : covered;
    }

    private async Task<Result<TopUpPlan>> CoverNowAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        Once intent,
        CancellationToken ct
    )
    {
        var planned = await PlanAsync(member, amount, reason, ct);
        if (!planned.TryGet(out var plan, out var refusal) || plan.Account is not { } account)
            return planned;

        // The key is the payment's: a retry finds this very charge again instead of making another, until the bank has
        // certainly said no.
        var tried = await journal.TryOfAsync<Guid>(TopUpKey(member, amount, reason, intent), Charging.HasFailed, ct);
        if (!tried.TryGet(out var once, out refusal))
            return refusal;

        // Asked again inside the write: meanwhile a copy of this very request may have gone through, or money may have
        // come in. So is the limit: other sends may have used it up since, and what may not be sent must not be topped
        // up for.
        Refusal? Against(JournalWrite write) =>
            write.BalanceOf(LedgerAccount.Wallet(member)) >= amount.Amount || write.IsUsed(intent) ? NotNeeded
            : outgoing.AgainstMember(write, member) is { } frozen ? frozen
            : reason == TopUpReason.Sending ? SendLimitRules.Check(write, member, amount)
            : null;
        var charged = await charging.ChargeAsync(
            new(member, account, plan.Charge, ChargeOrigin.TopUp, Against),
            once,
            ct
        );
        if (!charged.TryGet(out var move, out refusal))
            return ReferenceEquals(refusal, NotNeeded)
                ? plan with
                {
                    Charge = Won.Zero,
                    Account = null,
                    AccountLabel = null,
                }
                : refusal;
        return move.State switch
        {
            MoveState.Done => plan with { Charge = move.Amount },
            MoveState.Failed => move.Failure!,
            _ => await bank.IsUnderWayAsync(move.Call, ct)
                ? InProgress
                : new Refusal(RefusalKind.Unavailable, "money.top_up.unknown", move.Amount.Amount),
        };
    }

    public async Task<ChargeView?> FindChargeAsync(MemberId member, Guid charge, CancellationToken ct)
    {
        var move = await db.Set<BankMove>()
            .AsNoTracking()
            .SingleOrDefaultAsync(m => m.Id == charge && m.Member == member, ct);
        if (move is null)
            return null;
        var wallet = await FindAsync(member, ct);
        return move.ToCharge(wallet.Balance);
    }

    public async Task<IReadOnlyList<OpenBankMove>> OpenMovesAsync(MemberId member, CancellationToken ct)
    {
        var moves = await db.Set<BankMove>()
            .AsNoTracking()
            .Where(m => m.Member == member && m.State == MoveState.Checking)
            .OrderByDescending(m => m.At)
            .ToListAsync(ct);
        var open = new List<OpenBankMove>(moves.Count);
        foreach (var move in moves)
        {
            var call = await bank.FindAsync(move.Call, ct);
            open.Add(
                new(
                    move.Id,
                    move.Direction,
                    move.Amount,
                    move.AccountLabel,
                    move.At,
                    call?.NextInquiryAt,
                    call?.State == BankCallState.OperatorCase,
                    move.Origin,
                    move.Account
                )
            );
        }

        return open;
    }

    public async Task<LimitsView> LimitsAsync(MemberId member, CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        var verified = await accounts.IsVerifiedAsync(member, ct);
        var policies = Policies.At(db, today);
        var (sentToday, sentMonth) = SendUsage.Of(db, member, today);
        return new(
            Won.Of(policies.Cap(verified)),
            verified,
            Won.Of(policies.PerTransfer),
            Won.Of(policies.PerDay),
            Won.Shortfall(Won.Of(policies.PerDay), sentToday),
            Won.Of(policies.PerMonth),
            Won.Shortfall(Won.Of(policies.PerMonth), sentMonth),
            Won.Of(TopUpRules.Unit)
        );
    }

    /// <summary>The key that a top-up for an intent is made under; each further try has its own.</summary>
    public static Once TopUpKey(MemberId member, Won amount, TopUpReason reason, Once intent) =>
        new($"top-up:{member}:{intent.Scope}", intent.Key, $"{amount.Amount}:{reason}");

    private async Task<Won> CapAsync(MemberId member, CancellationToken ct) =>
        Won.Of(Policies.At(db, SeoulTime.Today(clock)).Cap(await accounts.IsVerifiedAsync(member, ct)));
}
