using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Corrections of the ledger (조정): nothing is ever edited, a correction is one more slip, shown before it is made and
/// made by two people. Ask for one through <see cref="IApprovals"/> with <see cref="Adjustment.Ask"/> or
/// <see cref="Reversal.Ask"/>.
/// </summary>
public interface IAdjustments
{
    /// <summary>
    /// The slip as it would be, with the balances after it. Refuses with <c>backoffice.adjustment.lines_invalid</c>,
    /// <c>….not_balanced</c> (debits, credits),
    /// <c>….account_unknown</c> (code), <c>….account_forbidden</c> (code), <c>ledger.insufficient</c> (short by,
    /// balance).
    /// </summary>
    Task<Result<SlipPreview>> PreviewAsync(Adjustment adjustment, CancellationToken ct = default);

    /// <summary>
    /// The slip that takes another one back. Refuses like the other, and with <c>backoffice.reversal.slip_unknown</c>,
    /// <c>….is_reversal</c>, <c>….already_reversed</c> (slip).
    /// </summary>
    Task<Result<SlipPreview>> PreviewAsync(Reversal reversal, CancellationToken ct = default);

    /// <summary>
    /// Fixed accounts that a correction may touch; members' wallets and pending money come besides, by their codes.
    /// </summary>
    IReadOnlyList<LedgerAccount> Accounts { get; }
}

/// <summary>A free slip.</summary>
/// <param name="Id">One intent: made when the form is shown, so that a double press is one request.</param>
/// <param name="Lines">Two to ten, balanced.</param>
public sealed record Adjustment(Guid Id, IReadOnlyList<AdjustmentLine> Lines)
{
    /// <summary>The approval's kind.</summary>
    public const string Kind = "ledger.adjustment";

    /// <summary>What is asked for.</summary>
    public ApprovalAsk Ask(string reason) => new(Kind, $"adjustment:{Id:N}", JsonSerializer.Serialize(this), reason);
}

/// <summary>One line.</summary>
/// <param name="Account">The account's code.</param>
/// <param name="Signed">Credit positive, debit negative; won, never zero.</param>
public sealed record AdjustmentLine(string Account, long Signed);

/// <summary>Takes a slip back: the same lines, the other way round.</summary>
/// <param name="Slip">The slip's number.</param>
public sealed record Reversal(long Slip)
{
    /// <summary>The approval's kind.</summary>
    public const string Kind = "ledger.reversal";

    /// <summary>What is asked for.</summary>
    public ApprovalAsk Ask(string reason) => new(Kind, $"slip:{Slip}", JsonSerializer.Serialize(this), reason);
}

/// <summary>A slip before it is made.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Total">Sum of its debits, won.</param>
/// <param name="Reverses">The slip it takes back.</param>
public sealed record SlipPreview(IReadOnlyList<PreviewLine> Lines, long Total, long? Reverses);

/// <summary>A line of it.</summary>
/// <param name="Account">Where.</param>
/// <param name="Signed">Credit positive, debit negative; won.</param>
/// <param name="Before">The account now, credits minus debits, won.</param>
/// <param name="After">The account after the whole slip.</param>
public sealed record PreviewLine(LedgerAccount Account, long Signed, long Before, long After);
