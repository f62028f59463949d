using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement.Batches;

namespace MyPay.Domain.Settlement.Reconciliation;

/// <summary>
/// A fee the bank has collected from our account (수수료 출금), as far as we owed it. Append-only; a line of the statement
/// is cleared once.
/// </summary>
internal sealed class CollectedFeeRow
{
    /// <summary>The line of the bank's statement.</summary>
    public long Line { get; init; }

    public required string Account { get; init; }

    /// <summary>The bank's date, KST.</summary>
    public DateOnly Date { get; init; }

    /// <summary>Won, never more than what had accrued.</summary>
    public long Amount { get; init; }

    /// <summary>Its slip in the ledger.</summary>
    public long Slip { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The ledger's side of the line.</summary>
    public LedgerSide Side => new(Slip, BankFees.SlipKind, BankFees.SourceOf(Line), -Amount, At);
}

/// <summary>
/// Fees accrue with each call and are collected by the bank later, in lines that name no call. What is collected within
/// what had accrued by the end of that day is booked by itself: it was owed, and both sides say so. Whatever goes
/// beyond it is a case.
/// </summary>
internal static class BankFees
{
    public const string SlipKind = "bank-fee-collected";
    public const string Sources = "settlement:bank-fee:";

    public static string SourceOf(long line) => $"{Sources}{line}";

    /// <summary>Does the bank take a fee with this line? Banks write it so, whatever else they write.</summary>
    public static bool IsFee(StatementLine line) =>
        line is { Signed: < 0, BankTranId: null }
        && line.PrintContent.Contains("수수료", StringComparison.Ordinal)
        && !line.PrintContent.Contains("취소", StringComparison.Ordinal);

    /// <summary>Clears what a movement's one fee line takes, as far as it was owed; null when nothing was.</summary>
    /// <param name="accrued">What was owed at the end of the line's date, won.</param>
    public static CollectedFeeRow? Clear(JournalWrite write, string account, ReconItem item, long accrued)
    {
        if (item is not { Call: null, Ledger.Count: 0, WrittenOff: 0, Bank: [var line] } || !IsFee(line))
            return null;

        // Cleared since that day: what was owed then is less by it. The rows of this very write are only tracked yet.
        var dayAfter = SeoulTime.EndOf(line.Date);
        var since =
            write.Db.Set<CollectedFeeRow>().Where(f => f.At >= dayAfter).Sum(f => f.Amount)
            + write
                .Db.ChangeTracker.Entries<CollectedFeeRow>()
                .Where(e => e.State == EntityState.Added && e.Entity.At >= dayAfter)
                .Sum(e => e.Entity.Amount);
        var owed = Math.Min(accrued - since, write.BalanceOf(LedgerAccount.BankFeePayable));
        var amount = Math.Min(-line.Signed, owed);
        if (amount <= 0)
            return null;

        var slip = Booked.Post(
            write,
            Slip.Of(SlipKind, SourceOf(line.Id))
                .Debit(LedgerAccount.BankFeePayable, Won.Of(amount), line.PrintContent)
                .Credit(LedgerAccount.Bank(account), Won.Of(amount), line.PrintContent)
        );
        var row = new CollectedFeeRow
        {
            Line = line.Id,
            Account = account,
            Date = line.Date,
            Amount = amount,
            Slip = slip,
            At = write.Now,
        };
        write.Db.Add(row);
        write.Note(
            Actor.System,
            "settlement.bank_fee.collected",
            $"slip:{slip}",
            after: new
            {
                amount,
                line.Date,
                collected = -line.Signed,
            }
        );
        return row;
    }
}

/// <summary>Each collected fee stands in the ledger with its amount, and no other one does.</summary>
internal sealed class BankFeeProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("bank fees as collected");
        var payable = await snapshot
            .Db.Set<AccountRow>()
            .Where(a => a.Code == LedgerAccount.BankFeePayable.Code)
            .Select(a => a.Id)
            .SingleOrDefaultAsync(ct);
        var slips = (
            await snapshot.Db.Set<SlipRow>().Where(s => s.Kind == BankFees.SlipKind).ToListAsync(ct)
        ).ToDictionary(s => s.Seq);
        await foreach (var fee in snapshot.Db.Set<CollectedFeeRow>().AsAsyncEnumerable().WithCancellation(ct))
        {
            tally.Look("settlement_collected_fee", $"{fee.Line}");
            var what = $"the fee of statement line {fee.Line}";
            if (!slips.Remove(fee.Slip, out var slip))
                tally.Find(new($"{what} has no slip", fee.Slip));
            else if (!SlipLines.TryRead(slip.Lines, out var lines))
                tally.Find(new($"the slip of {what} cannot be read", fee.Slip));
            else
            {
                tally.Same($"source of {what}", BankFees.SourceOf(fee.Line), slip.Source, fee.Slip);
                tally.Same(
                    $"amount of {what}",
                    -fee.Amount,
                    lines.Where(l => l.Account == payable).Sum(l => l.Signed),
                    fee.Slip
                );
            }
        }

        tally.At(null);
        foreach (var slip in slips.Values)
            tally.Find(new($"{slip.Source} is booked, but no statement line knows it", slip.Seq));
        return tally.Done();
    }
}

internal sealed class CollectedFeeTable : IEntityTypeConfiguration<CollectedFeeRow>
{
    public void Configure(EntityTypeBuilder<CollectedFeeRow> fee)
    {
        fee.ToTable(
            "settlement_collected_fee",
            table => table.HasCheckConstraint("ck_settlement_collected_fee_amount", "\"Amount\" > 0")
        );
        fee.HasKey(f => f.Line); // a line is cleared once
        fee.Property(f => f.Line).ValueGeneratedNever();
        fee.Ignore(f => f.Side);
        fee.HasIndex(f => new { f.Account, f.Date });
        fee.HasIndex(f => f.At);
    }
}
