using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money.Charge;
using MyPay.Domain.Money.Limits;

namespace MyPay.Domain.Money.AutoCharge;

/// <summary>What members do with their threshold charge.</summary>
internal sealed class ThresholdCharge(
    IMembers members,
    ILinkedAccounts accounts,
    IWallets wallets,
    ThresholdWatch watch,
    AutoChargeTries tries,
    MyPayDb db,
    Journal journal,
    TimeProvider clock
) : IThresholdCharge
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "money.auto_charge.not_found");
    private static readonly Refusal AccountNotFound = new(RefusalKind.NotFound, "money.charge.account_not_found");
    private static readonly Refusal PinNeeded = new(RefusalKind.Forbidden, "money.auto_charge.pin_needed");

    public async Task<ThresholdView?> FindAsync(MemberId member, CancellationToken ct)
    {
        if (await FindRowAsync(member, ct) is not { } row)
            return null;
        var runs = await db.Set<AutoChargeRunRow>()
            .AsNoTracking()
            .Where(r => r.Rule == row.Id)
            .OrderByDescending(r => r.MadeAt)
            .Take(AutoChargeRules.RunsShown)
            .ToListAsync(ct);
        return new(
            row.Account,
            row.AccountLabel,
            Won.Of(row.Below),
            row.Amount,
            row.State,
            row.PausedWhy,
            runs.ConvertAll(r => r.ToView())
        );
    }

    public async Task<Result<ThresholdPlan>> PlanAsync(ThresholdWish wish, CancellationToken ct)
    {
        if (AutoChargeRules.CheckBelow(wish.Below) is { } wrong)
            return wrong;
        var cap = Won.Of(Policies.At(db, SeoulTime.Today(clock)).Cap(verified: true));
        if (AutoChargeRules.Check(wish.Amount, wish.Below, cap) is { } refused)
            return refused;
        if (await members.FindAsync(wish.Member, ct) is not { State: MemberState.Active })
            return Outgoings.NotActive;
        if ((await accounts.ListAsync(wish.Member, ct)).FirstOrDefault(a => a.Id == wish.Account) is not { } account)
            return AccountNotFound;

        var wallet = await wallets.FindAsync(wish.Member, ct);
        return new ThresholdPlan(
            NeedsPin(await FindRowAsync(wish.Member, ct), wish),
            wallet.Balance < wish.Below,
            wish.Amount < wish.Below,
            Charging.LabelOf(account)
        );
    }

    public async Task<Result<ThresholdView>> SetAsync(ThresholdWish wish, bool pinVerified, CancellationToken ct)
    {
        if (!(await PlanAsync(wish, ct)).TryGet(out var plan, out var refusal))
            return refusal;
        var set = await journal.WriteAsync<Done>(
            write =>
            {
                if (!members.IsActive(write, wish.Member))
                    return Outgoings.NotActive;
                var row = write.Db.Set<ThresholdRow>().SingleOrDefault(t => t.Member == wish.Member);
                if (!pinVerified && NeedsPin(row, wish))
                    return PinNeeded;
                if (row is null)
                {
                    row = new ThresholdRow
                    {
                        Id = NewId.At(write.Now),
                        Member = wish.Member,
                        Wallet = LedgerAccount.Wallet(wish.Member).Code,
                        Account = wish.Account,
                        AccountLabel = plan.AccountLabel,
                    };
                    write.Db.Add(row);
                }
                else if (
                    row.State == AutoChargeState.On
                    && row.Account == wish.Account
                    && row.Below == wish.Below.Amount
                    && row.Amount == wish.Amount
                )
                {
                    return default(Done); // the second press of a double press
                }

                (row.Account, row.AccountLabel, row.Below, row.Amount, row.SetAt) = (
                    wish.Account,
                    plan.AccountLabel,
                    wish.Below.Amount,
                    wish.Amount,
                    write.Now
                );
                row.Begin();
                GiveUpOpen(write, row);
                return default(Done);
            },
            ct
        );
        return set.TryGet(out _, out refusal) ? (await FindAsync(wish.Member, ct))! : refusal;
    }

    public Task<Result<Done>> PauseAsync(MemberId member, CancellationToken ct) =>
        OwnAsync(
            member,
            (write, row) =>
            {
                if (row.State != AutoChargeState.On)
                    return default(Done);
                row.Pause(null);
                GiveUpOpen(write, row);
                return default(Done);
            },
            ct
        );

    public async Task<Result<Done>> ResumeAsync(MemberId member, CancellationToken ct)
    {
        var linked = (await accounts.ListAsync(member, ct)).Select(a => a.Id).ToHashSet();
        return await OwnAsync(
            member,
            (_, row) =>
            {
                if (!linked.Contains(row.Account))
                    return AccountNotFound;
                if (row.State == AutoChargeState.Paused)
                    row.Begin();
                return default(Done);
            },
            ct
        );
    }

    public Task<Result<Done>> TurnOffAsync(MemberId member, CancellationToken ct) =>
        OwnAsync(
            member,
            (write, row) =>
            {
                (row.State, row.PausedWhy) = (AutoChargeState.Off, null);
                GiveUpOpen(write, row);
                return default(Done);
            },
            ct
        );

    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        await watch.LookAsync(ct);
        return await tries.RunAsync(ChargeOrigin.Threshold, ct);
    }

    private Task<ThresholdRow?> FindRowAsync(MemberId member, CancellationToken ct) =>
        db.Set<ThresholdRow>().AsNoTracking().SingleOrDefaultAsync(t => t.Member == member, ct);

    // To take less from the account, or later, needs no PIN; to resume what was agreed to, neither.
    private static bool NeedsPin(ThresholdRow? row, ThresholdWish wish) =>
        row is null
        || row.State == AutoChargeState.Off
        || row.Account != wish.Account
        || wish.Below.Amount > row.Below
        || wish.Amount > row.Amount;

    private Task<Result<Done>> OwnAsync(
        MemberId member,
        Func<JournalWrite, ThresholdRow, Result<Done>> act,
        CancellationToken ct
    ) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (
                    write.Db.Set<ThresholdRow>().SingleOrDefault(t => t.Member == member) is not { } row
                    || row.State == AutoChargeState.Off
                )
                    return NotFound;
                write.Touch($"member:{member}");
                return act(write, row);
            },
            ct
        );

    private static void GiveUpOpen(JournalWrite write, ThresholdRow row)
    {
        write.Touch($"member:{row.Member}");
        foreach (
            var run in write
                .Db.Set<AutoChargeRunRow>()
                .Where(r => r.Rule == row.Id && r.State == AutoChargeRunState.Open)
                .ToList()
        )
            run.GiveUp(write.Now);
    }
}
