using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Safeguarding certificates (보호 증명서): for every KST date one sealed statement of what we owed and what lay at banks
/// for it, with the trial balance and the ledger's root hash. Each is sealed over the one before; none is ever edited.
/// <c>verify</c> recomputes all of them from the entries.
/// </summary>
public interface ICertificates
{
    /// <summary>
    /// Makes the certificate of a date that has ended, and those of dates before it that are missing since the last
    /// one. Made before: answers it as it stands. Refuses with <c>backoffice.certificate.day_not_over</c>,
    /// <c>….day_passed</c> (before the first one), <c>….nothing_booked</c>.
    /// </summary>
    Task<Result<Certificate>> IssueAsync(DateOnly date, Actor by, CancellationToken ct = default);

    /// <summary>
    /// The night's work: yesterday's, and whatever is missing before it. Returns the newest; null when there is nothing
    /// to certify yet.
    /// </summary>
    Task<Certificate?> IssueDueAsync(CancellationToken ct = default);

    /// <summary>Certificates of a span of dates, newest first.</summary>
    Task<IReadOnlyList<Certificate>> ListAsync(DateOnly from, DateOnly to, CancellationToken ct = default);

    /// <summary>One date's.</summary>
    Task<Certificate?> FindAsync(DateOnly date, CancellationToken ct = default);
}

/// <summary>A certificate. Won throughout.</summary>
/// <param name="Number">Gapless, from 1.</param>
/// <param name="Date">The KST date at whose end the books stood so.</param>
/// <param name="IssuedAt">When it was made, UTC.</param>
/// <param name="LastSlip">The last slip of that date or before; everything is recomputed up to it.</param>
/// <param name="RootHash">That slip's seal, hexadecimal.</param>
/// <param name="BankAssets">What the ledger says lay at banks.</param>
/// <param name="BankStated">What the banks' own statements said at the end of the last date they listed; null when none
/// was fetched yet.</param>
/// <param name="OpenCases">Reconciliation cases open when it was made.</param>
/// <param name="Wallets">Members' MyMoney.</param>
/// <param name="Pending">Members' money above the cap.</param>
/// <param name="Awaiting">Sent and not accepted yet.</param>
/// <param name="InTransit">On its way out to banks.</param>
/// <param name="Unsettled">Sold and in no batch; franchises that owe us do not lessen it.</param>
/// <param name="Payable">In batches and unpaid; the same.</param>
/// <param name="Reserve">Kept back from payouts; the same.</param>
/// <param name="BasisPoints">Bank assets less our own money ÷ owed in basis points, rounded down; null when nothing is
/// owed. Our own money never makes up for that of others.</param>
/// <param name="Trial">The trial balance: each kind's balance, credits minus debits. They add up to zero.</param>
/// <param name="Before">The seal of the certificate before, hexadecimal.</param>
/// <param name="Seal">SHA-256 over <paramref name="Sealed"/>, hexadecimal: of each its length in UTF-8 bytes, four
/// bytes with the lowest first (-1 for none), then the bytes.</param>
/// <param name="Sealed">What is sealed, as it was written, the seal before first: whoever has the file can compute the
/// seal.</param>
public sealed record Certificate(
    long Number,
    DateOnly Date,
    DateTimeOffset IssuedAt,
    string IssuedBy,
    long LastSlip,
    string RootHash,
    long BankAssets,
    long? BankStated,
    int OpenCases,
    long Wallets,
    long Pending,
    long Awaiting,
    long InTransit,
    long Unsettled,
    long Payable,
    long Reserve,
    long? BasisPoints,
    IReadOnlyList<TrialLine> Trial,
    string Before,
    string Seal,
    IReadOnlyList<string?> Sealed
)
{
    /// <summary>All that is other people's.</summary>
    public long Owed => Wallets + Pending + Awaiting + InTransit + Unsettled + Payable + Reserve;

    /// <summary>Less lay at banks for others than is owed to them: an alarm.</summary>
    public bool IsShort => BasisPoints is { } ratio ? ratio < 10_000 : BankAssets < Owed;

    /// <summary>The trial balance does not add up to zero: an alarm.</summary>
    public bool IsUnbalanced => Trial.Sum(line => line.Balance) != 0;
}

/// <summary>A kind of account in the trial balance.</summary>
/// <param name="Accounts">How many accounts have entries.</param>
/// <param name="Debits">Won.</param>
/// <param name="Credits">Won.</param>
public sealed record TrialLine(AccountKind Kind, long Accounts, long Debits, long Credits)
{
    /// <summary>Credits minus debits, won.</summary>
    public long Balance => Credits - Debits;
}

/// <summary>Topics of the live feed.</summary>
public static class CertificateTopics
{
    /// <summary>A certificate was made.</summary>
    public const string All = "certificates";
}
