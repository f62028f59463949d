namespace MyPay.Domain.Ledger.Slips;

/// <summary>A slip as a proof compares it with the row behind it.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Lines">Account and won, credits positive; none when they cannot be read.</param>
public sealed record BookedSlip(long Seq, string Kind, IReadOnlyList<(LedgerAccount Account, long Signed)> Lines)
{
    /// <summary>What it moved on these accounts together, won.</summary>
    public long On(params ReadOnlySpan<LedgerAccount> accounts)
    {
        var sum = 0L;
        foreach (var (account, signed) in Lines)
            if (accounts.Contains(account))
                sum += signed;
        return sum;
    }

    /// <summary>What it moved on all accounts of a kind, won.</summary>
    public long On(AccountKind kind) => Lines.Where(line => line.Account.Kind == kind).Sum(line => line.Signed);
}
