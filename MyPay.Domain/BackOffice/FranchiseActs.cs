using System.Text.Json;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.BackOffice;

/// <summary>Closing a franchise (해지), asked for by one and agreed to by another.</summary>
public static class FranchiseClosing
{
    /// <summary>The approval's kind.</summary>
    public const string Kind = "franchise.close";

    /// <summary>What is asked for.</summary>
    public static ApprovalAsk Ask(FranchiseId franchise, string reason) =>
        new(Kind, SubjectOf(franchise), $"{franchise}", reason);

    /// <summary>A franchise as the subject of requests and of the audit log.</summary>
    public static string SubjectOf(FranchiseId franchise) => $"franchise:{franchise}";

    internal static FranchiseId? Read(string payload) => Guid.TryParseExact(payload, "N", out var id) ? new(id) : null;
}

/// <summary>Giving up what a franchise that has left still owes.</summary>
/// <param name="Franchise">Whose debt.</param>
/// <param name="Amount">All of it as it was seen, won: if it has changed since, nothing happens.</param>
public sealed record DebtWriteOff(FranchiseId Franchise, long Amount)
{
    /// <summary>The approval's kind.</summary>
    public const string Kind = "franchise.debt.writeoff";

    /// <summary>What is asked for.</summary>
    public ApprovalAsk Ask(string reason) =>
        new(
            Kind,
            FranchiseClosing.SubjectOf(Franchise),
            JsonSerializer.Serialize(new Stored($"{Franchise}", Amount)),
            reason
        );

    internal static DebtWriteOff? Read(string payload) =>
        Payload.Read<Stored>(payload) is { } stored
        && FranchiseClosing.Read(stored.Franchise) is { } franchise
        && stored.Amount > 0
            ? new(franchise, stored.Amount)
            : null;

    private sealed record Stored(string Franchise, long Amount);
}

/// <summary>Money that reconciliation found at the bank was a franchise's payment of its debt.</summary>
/// <param name="Franchise">Who paid.</param>
/// <param name="Case">The reconciliation case.</param>
public sealed record DebtCollected(FranchiseId Franchise, string Case)
{
    /// <summary>The approval's kind.</summary>
    public const string Kind = "franchise.debt.collected";

    /// <summary>What is asked for.</summary>
    public ApprovalAsk Ask(string reason) =>
        new(Kind, ReconWriteOff.SubjectOf(Case), JsonSerializer.Serialize(new Stored($"{Franchise}", Case)), reason);

    internal static DebtCollected? Read(string payload) =>
        Payload.Read<Stored>(payload) is { Case: { Length: > 0 } } stored
        && FranchiseClosing.Read(stored.Franchise) is { } franchise
            ? new(franchise, stored.Case)
            : null;

    private sealed record Stored(string Franchise, string Case);
}

/// <summary>A refund that the back office makes, because the franchise can't or won't.</summary>
/// <param name="Tid">The payment.</param>
/// <param name="Amount">Won.</param>
/// <param name="Id">One intent: a second request for the same payment is another one.</param>
public sealed record PaymentRefund(string Tid, long Amount, Guid Id)
{
    /// <summary>The approval's kind.</summary>
    public const string Kind = "payment.refund";

    /// <summary>What is asked for.</summary>
    public ApprovalAsk Ask(string reason) => new(Kind, SubjectOf(Tid), JsonSerializer.Serialize(this), reason);

    /// <summary>A payment as the subject of requests and of the audit log.</summary>
    public static string SubjectOf(string tid) => $"payment:{tid}";

    internal static PaymentRefund? Read(string payload) =>
        Payload.Read<PaymentRefund>(payload) is { Tid.Length: > 0 } refund ? refund : null;
}

/// <summary>Payloads of requests: what can't be read is none.</summary>
internal static class Payload
{
    public static T? Read<T>(string payload)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
