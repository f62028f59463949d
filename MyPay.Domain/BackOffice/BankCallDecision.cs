using System.Text.Json;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.BackOffice;

/// <summary>What two people say of a bank call that nobody knew about.</summary>
/// <param name="Call">The call, an operator's case.</param>
/// <param name="Succeeded">The money moved, or certainly did not.</param>
public sealed record BankCallDecision(BankCallId Call, bool Succeeded)
{
    /// <summary>The approval's kind.</summary>
    public const string Kind = "banking.call.decide";

    /// <summary>What is asked for; the reason is the evidence.</summary>
    public ApprovalAsk Ask(string evidence) =>
        new(Kind, $"bank-call:{Call}", JsonSerializer.Serialize(new Stored($"{Call}", Succeeded)), evidence);

    internal static BankCallDecision? Read(string payload)
    {
        try
        {
            return
                JsonSerializer.Deserialize<Stored>(payload) is { } stored
                && Guid.TryParseExact(stored.Call, "N", out var id)
                ? new(new(id), stored.Succeeded)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Stored(string Call, bool Succeeded);
}
