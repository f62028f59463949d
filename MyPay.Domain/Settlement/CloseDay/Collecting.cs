using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement.Batches;
using MyPay.Domain.Settlement.Leaving;

namespace MyPay.Domain.Settlement.CloseDay;

/// <summary>
/// One step of a batch, inside a write: takes the next slips if it stands where the caller believes, and with the last
/// of them seals it.
/// </summary>
internal static class Collecting
{
    public static Result<BatchStep> Take(JournalWrite write, Plan plan, Chunk chunk, Actor by)
    {
        var batch = write.Db.Set<BatchRow>().SingleOrDefault(b => b.Franchise == plan.Franchise && b.To == plan.To);
        if (batch is { SealedAt: not null })
            return BatchStep.ByAnother;
        if (batch is null)
            write.Db.Add(batch = Begin(write, plan, by));

        // Another run was here in between: go on from where it left.
        var place = new Place(batch.CollectedOn, batch.Collected);
        if (place != chunk.From)
            return new BatchStep(IsSealed: false, place);

        foreach (var slip in chunk.Slips)
            Add(write, batch, slip);
        (batch.CollectedOn, batch.Collected) = (chunk.To.On, chunk.To.After);
        if (!chunk.IsLast)
            return new BatchStep(IsSealed: false, chunk.To);

        Seal(write, batch, plan, by);
        return new BatchStep(IsSealed: true, chunk.To, Made: true, batch.Lines, batch.PayOut);
    }

    private static BatchRow Begin(JournalWrite write, Plan plan, Actor by) =>
        new()
        {
            No = (write.Db.Set<BatchRow>().Max(b => (long?)b.No) ?? 0) + 1,
            Id = BatchRules.NewId(),
            Franchise = plan.Franchise,
            From = plan.From,
            To = plan.To,
            CollectedOn = plan.From,
            StartedById = by.Id,
            State = BatchState.Draft,
            DueOn = plan.DueOn,
        };

    private static void Add(JournalWrite write, BatchRow batch, SalesSlip slip)
    {
        write.Add(
            new SettledLine
            {
                LedgerSlip = slip.LedgerSlip,
                Batch = batch.No,
                Tid = slip.Tid,
                N = slip.N,
                PartnerOrderId = slip.PartnerOrderId,
                ItemName = slip.ItemName,
                Amount = slip.Amount,
                Fee = slip.Fee,
                Vat = slip.Vat,
                RateBasisPoints = slip.RateBasisPoints,
                SoldOn = slip.SoldOn,
            }
        );
        batch.Count(slip);
    }

    private static void Seal(JournalWrite write, BatchRow batch, Plan plan, Actor by)
    {
        var standing = write.Db.Set<StandingRow>().Find(batch.Franchise);
        if (standing is null)
            write.Db.Add(standing = new StandingRow { Franchise = batch.Franchise });

        batch.Settle(standing, plan.Agreed);
        (batch.TradeName, batch.Bank, batch.MaskedNumber, batch.Holder) = (
            plan.TradeName,
            plan.Bank,
            plan.MaskedNumber,
            plan.Holder
        );
        (batch.DueOn, batch.SealedAt) = (plan.DueOn, write.Now);
        batch.LedgerSlip = Book(write, batch);
        standing.Follow(batch);
        if (batch.PayOut != 0 || batch.CarryOut != 0)
            LeavingWrites.ReopenIfSettled(write, batch.Franchise, Actor.System);
        BatchNews.Add(write, batch, by, Acts.Made);
    }

    /// <summary>
    /// What was sold leaves unsettled for what is to be paid, carried and kept; what is carried stays payable, or is
    /// owed to us.
    /// </summary>
    private static long? Book(JournalWrite write, BatchRow batch)
    {
        var slip = Slip.Of("settlement", batch.Source);
        Move(slip, LedgerAccount.FranchiseUnsettled(batch.Franchise), -batch.Net, batch.Id);
        Move(
            slip,
            LedgerAccount.FranchisePayable(batch.Franchise),
            batch.PayOut + Math.Max(batch.CarryOut, 0) - Math.Max(batch.CarryIn, 0),
            batch.Id
        );
        Move(
            slip,
            LedgerAccount.FranchiseReceivable(batch.Franchise),
            Math.Min(batch.CarryOut, 0) - Math.Min(batch.CarryIn, 0),
            batch.Id
        );
        Move(slip, LedgerAccount.FranchiseReserve(batch.Franchise), batch.ReserveKept, batch.Id);
        return slip.Postings.Count == 0 ? null : Booked.Post(write, slip);
    }

    private static void Move(Slip slip, LedgerAccount account, long signed, string label)
    {
        if (signed >= 0)
            slip.Credit(account, Won.Of(signed), label);
        else
            slip.Debit(account, Won.Of(-signed), label);
    }
}

/// <summary>How far a step brought a batch.</summary>
/// <param name="Made">This very step sealed it.</param>
internal sealed record BatchStep(bool IsSealed, Place Place, bool Made = false, int Lines = 0, long PayOut = 0)
{
    public static readonly BatchStep ByAnother = new(IsSealed: true, default);
}
