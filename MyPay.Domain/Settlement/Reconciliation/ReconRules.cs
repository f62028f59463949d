using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Settlement.Reconciliation;

/// <summary>One movement with what each side says of it.</summary>
internal sealed record ReconItem(
    string Key,
    LoggedCall? Call,
    IReadOnlyList<LedgerSide> Ledger,
    IReadOnlyList<StatementLine> Bank,
    long WrittenOff
)
{
    public long LedgerSum => Ledger.Sum(l => l.Signed) + WrittenOff;

    public long BankSum => Bank.Sum(l => l.Signed);

    public long Difference => BankSum - LedgerSum;

    public ReconSides Sides =>
        new(
            Ledger,
            Call is null
                ? null
                : new(
                    Call.Id,
                    Call.BankTranId,
                    Call.Date,
                    Call.Purpose,
                    Call.Bank,
                    Call.MaskedNumber,
                    Call.Signed,
                    Call.State,
                    Call.RspCode is null ? null : $"{Call.RspCode}/{Call.BankRspCode}"
                ),
            [.. Bank.Select(l => new BankSide(l.Id, l.Date, l.Time, l.Signed, l.Balance, l.PrintContent))]
        );
}

/// <summary>What a movement comes to.</summary>
internal enum ReconVerdict
{
    /// <summary>Nothing moved and nobody says so: not counted.</summary>
    Nothing,
    Matched,
    Waiting,
    Exception,
}

/// <summary>Decides over one movement. Pure.</summary>
internal static class ReconRules
{
    // A call may reach the bank this much later than it was stored; just before midnight, on the next date.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(1);

    /// <param name="item">The movement.</param>
    /// <param name="date">The date that is matched.</param>
    /// <param name="askedAt">When the bank was asked for that date.</param>
    /// <param name="nextDayAsked">The statement of the date after is here, too.</param>
    public static (ReconVerdict Verdict, ReconKind Kind) Judge(
        ReconItem item,
        DateOnly date,
        DateTimeOffset askedAt,
        bool nextDayAsked
    )
    {
        if (item.Call is { State: BankCallState.Sending or BankCallState.Unknown })
            return (ReconVerdict.Waiting, default);
        if (item.Call is { State: BankCallState.OperatorCase })
            return Except(item.Bank.Count > 0 ? ReconKind.MissingHere : ReconKind.MissingThere);
        if (
            item.Bank.Count > 1
            && item.Difference != 0
            && item.Bank.Any(line => item.Bank.Count(other => other.Signed == line.Signed) > 1)
        )
            return Except(ReconKind.Duplicate);
        if (item.Bank.Count == 0 && item.WrittenOff == 0)
        {
            var saysMoved = item.Ledger.Count > 0 || item.Call is { State: BankCallState.Succeeded };
            if (!saysMoved)
                return (ReconVerdict.Nothing, default);
            return MayStillCome(item, date, askedAt, nextDayAsked)
                ? (ReconVerdict.Waiting, default)
                : Except(ReconKind.MissingThere);
        }

        if (item.Difference != 0)
        {
            if (item.Ledger.Count == 0)
                return Except(ReconKind.MissingHere);
            return Except(item.Bank.Count == 0 ? ReconKind.MissingThere : ReconKind.Amount);
        }

        // A collected fee is booked when its line is found, which is the day after.
        var moved =
            item.Ledger.Count > 0
            && item.Bank.Count > 0
            && item.WrittenOff == 0
            && item.Ledger[0].Kind != BankFees.SlipKind;
        if (moved && item.Ledger[0].PostedAt is var posted && SeoulTime.DateOf(posted) != item.Bank[0].Date)
            return Except(ReconKind.Date);
        return (ReconVerdict.Matched, default);
    }

    private static bool MayStillCome(ReconItem item, DateOnly date, DateTimeOffset askedAt, bool nextDayAsked)
    {
        var last = item
            .Ledger.Where(l => l.Kind != BankFees.SlipKind)
            .Select(l => l.PostedAt)
            .Append(item.Call?.CreatedAt ?? DateTimeOffset.MinValue)
            .Max();
        if (last + OnItsWay > askedAt)
            return true;
        return item.Call is { } call && !nextDayAsked && SeoulTime.DateOf(call.CreatedAt + OnItsWay) > date;
    }

    private static (ReconVerdict, ReconKind) Except(ReconKind kind) => (ReconVerdict.Exception, kind);
}
