using System.Text.Json;

namespace MyPay.Domain.BackOffice;

/// <summary>Money that reconciliation found at the bank was a payout that came back (지급 반환).</summary>
/// <param name="Case">The reconciliation case.</param>
/// <param name="Batch">The batch whose payout it was.</param>
public sealed record PayoutReturn(string Case, string Batch)
{
    /// <summary>The approval's kind.</summary>
    public const string Kind = "settlement.payout.return";

    /// <summary>What is asked for.</summary>
    public ApprovalAsk Ask(string reason) =>
        new(Kind, ReconWriteOff.SubjectOf(Case), JsonSerializer.Serialize(this), reason);

    internal static PayoutReturn? Read(string payload) =>
        Payload.Read<PayoutReturn>(payload) is { Case.Length: > 0, Batch.Length: > 0 } asked ? asked : null;
}
