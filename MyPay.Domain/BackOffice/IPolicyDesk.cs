using System.Text.Json;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// The numbers the product goes by (정책): what counts, since when, and what is to come. A change is asked for with
/// <see cref="PolicyChange.Ask"/> and needs a second person.
/// </summary>
public interface IPolicyDesk
{
    /// <summary>Every policy as it stands on today's KST date.</summary>
    Task<IReadOnlyList<PolicyView>> ListAsync(CancellationToken ct = default);
}

/// <summary>A policy as it stands.</summary>
/// <param name="Policy">What it is.</param>
/// <param name="Value">Today's, in its unit.</param>
/// <param name="Since">The KST date it counts from; null while it is the default.</param>
/// <param name="Coming">What was agreed for a later date, the next first.</param>
/// <param name="History">Every row, newest first.</param>
public sealed record PolicyView(
    Policy Policy,
    long Value,
    DateOnly? Since,
    IReadOnlyList<PolicyRow> Coming,
    IReadOnlyList<PolicyRow> History
);

/// <summary>
/// A change of one policy: from midnight KST of a date on. The payload of the approved act <c>policy.change</c>.
/// </summary>
/// <param name="Name">See <see cref="Policy.Name"/>.</param>
/// <param name="Value">In the policy's unit.</param>
/// <param name="From">Today or later.</param>
public sealed record PolicyChange(string Name, long Value, DateOnly From)
{
    /// <summary>The kind of the approved act.</summary>
    public const string Kind = "policy.change";

    /// <summary>
    /// The request for it. The act refuses with <c>backoffice.policy.unknown</c>, <c>….out_of_range</c> (least, most),
    /// <c>….date_past</c> and <c>….unchanged</c>.
    /// </summary>
    public ApprovalAsk Ask(string reason) => new(Kind, $"policy:{Name}", JsonSerializer.Serialize(this), reason);
}

/// <summary>Topics of the live feed.</summary>
public static class PolicyTopics
{
    /// <summary>A policy got a new row.</summary>
    public const string Changed = "policies";
}
