using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement.Batches;
using MyPay.Domain.Settlement.Reconciliation;

namespace MyPay.Domain.Settlement.Leaving;

/// <summary>Leaving begins, and debts end, inside the writes of two people.</summary>
internal sealed class LeavingWrites(IFranchiseClosingWrites franchises) : ILeavingWrites
{
    private const string WrittenOffKind = "debt-written-off";
    private static readonly Refusal NoDebt = new(RefusalKind.Conflict, "settlement.debt.none");

    public static string SourceOf(long id) => $"settlement:debt:{id}";

    public void Begin(JournalWrite write, FranchiseId franchise, Actor by)
    {
        if (write.Db.Set<LeavingRow>().Find(franchise) is not null)
            return;
        write.Db.Add(new LeavingRow { Franchise = franchise, Since = write.Now });
        Tell(write, franchise, by, "begun");
    }

    public void Reopen(JournalWrite write, FranchiseId franchise, Actor by) => ReopenIfSettled(write, franchise, by);

    public static void ReopenIfSettled(JournalWrite write, FranchiseId franchise, Actor by)
    {
        if (write.Db.Set<LeavingRow>().Find(franchise) is not { SettledAt: not null } row)
            return;
        (row.Since, row.SettledAt, row.Reopened) = (write.Now, null, row.Reopened + 1);
        Tell(write, franchise, by, "reopened");
    }

    public long DebtOf(MyPayDb db, FranchiseId franchise) =>
        Math.Max(
            0,
            -db.Set<StandingRow>()
                .AsNoTracking()
                .Where(s => s.Franchise == franchise)
                .Select(s => s.Carry)
                .SingleOrDefault()
        );

    public Refusal? AgainstWriteOff(MyPayDb db, FranchiseId franchise, long amount)
    {
        // One that still sells pays by its next batches.
        if (franchises.Against(db, franchise) is null)
            return new(RefusalKind.Conflict, "settlement.debt.still_sells");
        var owed = DebtOf(db, franchise);
        return owed == 0 ? NoDebt
            : owed == amount ? null
            : new Refusal(RefusalKind.Conflict, "settlement.debt.changed", owed);
    }

    public Result<Done> WriteOff(
        JournalWrite write,
        FranchiseId franchise,
        long amount,
        string reason,
        Actor maker,
        Actor checker
    )
    {
        if (AgainstWriteOff(write.Db, franchise, amount) is { } refusal)
            return refusal;
        var id = NextId(write);
        var slip = Booked.Post(
            write,
            Slip.Of(WrittenOffKind, SourceOf(id), reason)
                .Debit(LedgerAccount.WriteOff, Won.Of(amount), franchises.NameOf(write.Db, franchise))
                .Credit(LedgerAccount.FranchiseReceivable(franchise), Won.Of(amount), reason)
        );
        End(write, id, franchise, amount, DebtEnd.WrittenOff, null, slip, reason, maker, checker);
        return default(Done);
    }

    public Refusal? AgainstCollecting(MyPayDb db, FranchiseId franchise, string caseId)
    {
        if (DebtOf(db, franchise) == 0)
            return NoDebt;
        var found = db.Set<ReconCaseRow>().AsNoTracking().SingleOrDefault(c => c.Id == caseId);
        if (WriteOffs.Against(found) is { } refusal)
            return refusal;
        return found is { Kind: ReconKind.MissingHere, Difference: > 0 }
            ? null
            : new(RefusalKind.Conflict, "settlement.debt.not_incoming");
    }

    public Result<Done> Collect(
        JournalWrite write,
        FranchiseId franchise,
        string caseId,
        string reason,
        Actor maker,
        Actor checker
    )
    {
        if (AgainstCollecting(write.Db, franchise, caseId) is { } refusal)
            return refusal;
        var (owed, came) = (DebtOf(write.Db, franchise), write.Db.Set<ReconCaseRow>().Find(caseId)!.Difference);
        var paid = Math.Min(owed, came);
        var booked = WriteOffs.Book(
            write,
            caseId,
            reason,
            maker,
            checker,
            slip =>
                slip.Credit(LedgerAccount.FranchiseReceivable(franchise), Won.Of(paid), caseId)
                    .Credit(LedgerAccount.FranchisePayable(franchise), Won.Of(came - paid), caseId)
        );
        if (!booked.TryGet(out var seq, out refusal))
            return refusal;
        End(write, NextId(write), franchise, came, DebtEnd.Collected, caseId, seq, reason, maker, checker);
        return default(Done);
    }

    public static void Tell(
        JournalWrite write,
        FranchiseId franchise,
        Actor by,
        string act,
        string? reason = null,
        object? after = null
    )
    {
        write.Note(by, $"settlement.leaving.{act}", $"franchise:{franchise}", reason, after: after);
        write.Touch(SettlementTopics.Leaving);
        write.Touch(SettlementTopics.Of(franchise));
    }

    private static void End(
        JournalWrite write,
        long id,
        FranchiseId franchise,
        long amount,
        DebtEnd kind,
        string? caseId,
        long slip,
        string reason,
        Actor maker,
        Actor checker
    )
    {
        var standing = write.Db.Set<StandingRow>().Find(franchise)!;
        write.Db.Add(
            new DebtRow
            {
                Id = id,
                Franchise = franchise,
                AfterTo = standing.LastTo,
                Amount = amount,
                Kind = kind,
                Case = caseId,
                Slip = slip,
                At = write.Now,
                Maker = maker.Name,
                Checker = checker.Name,
                Reason = reason,
            }
        );
        standing.Carry += amount;
        if (standing.Carry >= 0)
            standing.OwesSince = null;
        Tell(
            write,
            franchise,
            checker,
            kind == DebtEnd.Collected ? "debt_collected" : "debt_written_off",
            reason,
            new
            {
                amount,
                slip,
                maker = maker.Name,
            }
        );
    }

    private static long NextId(JournalWrite write) => (write.Db.Set<DebtRow>().Max(d => (long?)d.Id) ?? 0) + 1;
}
