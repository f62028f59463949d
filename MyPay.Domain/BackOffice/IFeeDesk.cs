using System.Text.Json;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Fee tables (수수료표): what banks take for a call and what the grades of franchises pay, as they stand on today's KST
/// date. Changes need a second person.
/// </summary>
public interface IFeeDesk
{
    /// <summary>The general fee of each sort of call, then the banks with one of their own, now or to come.</summary>
    Task<IReadOnlyList<BankFeeView>> BankFeesAsync(CancellationToken ct = default);

    /// <summary>Each grade's list rate, the smallest grade first.</summary>
    Task<IReadOnlyList<GradeRateView>> GradeRatesAsync(CancellationToken ct = default);
}

/// <summary>A fee as it stands.</summary>
/// <param name="Bank">Bank code; null: every bank without a fee of its own.</param>
/// <param name="Fee">Won a call today; null: the bank takes the general fee today.</param>
/// <param name="Since">The KST date it counts from; null without one.</param>
/// <param name="Coming">Agreed for a later date, the next first.</param>
/// <param name="History">Every row, newest first.</param>
public sealed record BankFeeView(
    string? Bank,
    BankCallKind Kind,
    Won? Fee,
    DateOnly? Since,
    IReadOnlyList<BankFee> Coming,
    IReadOnlyList<BankFee> History
);

/// <summary>A grade's list rate as it stands.</summary>
/// <param name="RateBasisPoints">Today's, VAT excluded.</param>
/// <param name="Since">The KST date it counts from; null while it is the first one.</param>
/// <param name="Coming">Agreed for a later date, the next first.</param>
/// <param name="History">Every row, newest first.</param>
public sealed record GradeRateView(
    FeeGrade Grade,
    int RateBasisPoints,
    DateOnly? Since,
    IReadOnlyList<GradeRate> Coming,
    IReadOnlyList<GradeRate> History
);

/// <summary>
/// A change of a bank's fee: from midnight KST of a date on. The payload of the approved act <c>fee.bank.change</c>.
/// </summary>
/// <param name="Bank">Bank code; null: the general fee.</param>
/// <param name="Won">Won a call, 0 to 10,000; null: the bank takes the general fee again.</param>
/// <param name="From">Today or later.</param>
public sealed record BankFeeChange(string? Bank, BankCallKind Kind, long? Won, DateOnly From)
{
    /// <summary>The kind of the approved act.</summary>
    public const string ActKind = "fee.bank.change";

    /// <summary>
    /// The request for it. The act refuses with <c>backoffice.fee.unknown</c>, <c>….out_of_range</c> (least, most),
    /// <c>….date_past</c>, <c>….unchanged</c>.
    /// </summary>
    public ApprovalAsk Ask(string reason) =>
        new(ActKind, $"fee:{Kind}:{Bank ?? "all"}".ToLowerInvariant(), JsonSerializer.Serialize(this), reason);
}

/// <summary>
/// A change of a grade's list rate: from midnight KST of a date on, for contracts that begin then or later. The payload
/// of the approved act <c>fee.grade.change</c>.
/// </summary>
/// <param name="RateBasisPoints">VAT excluded, 0 to 1,000.</param>
/// <param name="From">Today or later.</param>
public sealed record GradeRateChange(FeeGrade Grade, int RateBasisPoints, DateOnly From)
{
    /// <summary>The kind of the approved act.</summary>
    public const string ActKind = "fee.grade.change";

    /// <summary>The request for it. Refusals as of <see cref="BankFeeChange"/>.</summary>
    public ApprovalAsk Ask(string reason) =>
        new(ActKind, $"fee:grade:{Grade}".ToLowerInvariant(), JsonSerializer.Serialize(this), reason);
}
