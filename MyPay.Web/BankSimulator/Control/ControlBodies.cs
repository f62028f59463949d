using MyPay.Web.BankSimulator.Accounts;
using MyPay.Web.BankSimulator.Faults;

namespace MyPay.Web.BankSimulator.Control;

/// <summary>A control body that knows what is wrong with it, in words, or null when nothing is.</summary>
internal interface IControlBody
{
    string? Complaint { get; }
}

/// <summary>
/// An account as the control endpoints show it. The holder is null as long as the account has never been used.
/// </summary>
internal sealed record AccountView(string Bank, string Number, string? Holder, long Balance);

/// <summary>Sets a holder, a balance or both.</summary>
internal sealed record AccountChange(string? Holder, long? Balance) : IControlBody
{
    private const long HighestBalance = 1_000_000_000_000_000;

    public string? Complaint =>
        Holder is null && Balance is null ? "Give a holder, a balance or both."
        : Holder is { } holder && (string.IsNullOrWhiteSpace(holder) || holder.Length > 20)
            ? "holder must be 1 to 20 characters."
        : Balance is < 0 or > HighestBalance ? $"balance must be 0 to {HighestBalance}."
        : null;
}

/// <summary>Money that moves in a contract account without a call: less than zero when the bank takes it.</summary>
internal sealed record ContractMovement(long? Amount, string? PrintContent) : IControlBody
{
    public string? Complaint =>
        Amount is null or 0 or < -1_000_000_000_000 or > 1_000_000_000_000
            ? "amount must be a number of won other than 0."
        : string.IsNullOrWhiteSpace(PrintContent) || PrintContent.Length > 20
            ? "printContent must be 1 to 20 characters."
        : null;
}

/// <summary>
/// Which calls a fault is for: a part of the path, a bank, an account number, and for how many calls.
/// </summary>
internal sealed record FaultTarget(string? Path, string? Bank, string? Number, int? Count);

internal sealed record FaultOrder(FaultTarget? Match, string? Effect, int? DelayMs) : IControlBody
{
    private const int LongestDelayMs = 60_000;

    public string? Complaint =>
        Fault.ByName(Effect) is null ? UnknownEffect(Effect)
        : Match?.Count < 1 ? "match.count must be at least 1."
        : Match?.Bank is { } bank && !BankDirectory.Knows(bank) ? $"There is no bank {bank}."
        : DelayComplaint(DelayMs);

    public static string UnknownEffect(string? effect) =>
        $"Unknown effect '{effect}'. Allowed: {string.Join(", ", Fault.Names)}.";

    public static string? DelayComplaint(int? delayMs) =>
        delayMs is < 0 or > LongestDelayMs ? $"delayMs must be 0 to {LongestDelayMs}." : null;
}

/// <summary>
/// A storm over every call but the token's. Without <c>effects</c> all are drawn but late-failure, whose reversals no
/// answer ever tells.
/// </summary>
internal sealed record StormOrder(long? Seed, double? Rate, string[]? Effects, int? DelayMs) : IControlBody
{
    private string[] Drawn => Effects ?? [.. Fault.Names.Where(name => name != "late-failure")];

    public IReadOnlyList<Effect> EffectsDrawn => [.. Drawn.Select(Fault.ByName).OfType<Effect>()];

    public string? Complaint =>
        Seed is null ? "seed is required."
        : Rate is not (>= 0 and <= 1) ? "rate must be 0 to 1."
        : Drawn.Length == 0 ? "effects must name at least one effect."
        : Drawn.FirstOrDefault(name => Fault.ByName(name) is null) is { } unknown ? FaultOrder.UnknownEffect(unknown)
        : FaultOrder.DelayComplaint(DelayMs);
}
