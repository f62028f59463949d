using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement.Reconciliation;

/// <summary>Writing cases off.</summary>
internal sealed class WriteOffs : IReconciliationSlips
{
    public Refusal? AgainstWriteOff(MyPayDb db, string id) =>
        Against(db.Set<ReconCaseRow>().AsNoTracking().SingleOrDefault(c => c.Id == id));

    public ReconCase? Peek(MyPayDb db, string id) =>
        db.Set<ReconCaseRow>().AsNoTracking().SingleOrDefault(c => c.Id == id)?.View();

    public Result<Done> WriteOff(JournalWrite write, string id, string reason, Actor maker, Actor checker)
    {
        var difference = write.Db.Set<ReconCaseRow>().Find(id)?.Difference ?? 0;
        var won = Won.Of(Math.Abs(difference));
        var booked = Book(
            write,
            id,
            reason,
            maker,
            checker,
            slip =>
                difference > 0
                    ? slip.Credit(LedgerAccount.WriteOff, won, id)
                    : slip.Debit(LedgerAccount.WriteOff, won, id)
        );
        return booked.TryGet(out _, out var refusal) ? default(Done) : refusal;
    }

    /// <summary>
    /// Brings the ledger to where the bank is (an asset grows by a debit), against whatever the money was, and closes
    /// the case; answers the slip.
    /// </summary>
    public static Result<long> Book(
        JournalWrite write,
        string id,
        string reason,
        Actor maker,
        Actor checker,
        Func<Slip, Slip> against
    )
    {
        var row = write.Db.Set<ReconCaseRow>().Find(id);
        if (Against(row) is { } refusal)
            return refusal;

        var (at, won) = (LedgerAccount.Bank(row!.Account), Won.Of(Math.Abs(row.Difference)));
        var slip = Slip.Of("write-off", $"{ReconCaseRow.SourceOf(id)}{row.WriteOffs + 1}", reason);
        slip = row.Difference > 0 ? against(slip.Debit(at, won, id)) : against(slip).Credit(at, won, id);
        if (!write.Post(slip).TryGet(out var posted, out refusal))
            return refusal;
        // The day says so at once, not only when it is matched the next time.
        if (write.Db.Set<ReconDayRow>().Find(row.Account, row.Date) is { } day)
        {
            if (row.Difference > 0)
                day.LedgerIn += row.Difference;
            else
                day.LedgerOut -= row.Difference;
        }

        row.WriteOffs++;
        row.WrittenOff += row.Difference;
        (row.Slip, row.ClosedAt, row.Closing) = (posted.Seq, write.Now, ReconClosing.WrittenOff);
        ReconCases.Tell(write, id, checker, ReconAct.WrittenOff, $"{maker.Name}: {reason}");
        return posted.Seq;
    }

    public static Refusal? Against(ReconCaseRow? row) =>
        row is null ? NotFound()
        : row.ClosedAt is not null ? Closed()
        : row.ReadSides().Call is { State: BankCallState.OperatorCase } ? CallOpen()
        : row.Difference == 0 ? new Refusal(RefusalKind.Conflict, "settlement.recon.no_difference")
        : null;

    public static Refusal NotFound() => new(RefusalKind.NotFound, "settlement.recon.case_not_found");

    public static Refusal Closed() => new(RefusalKind.Conflict, "settlement.recon.case_closed");

    public static Refusal CallOpen() => new(RefusalKind.Conflict, "settlement.recon.call_open");
}
