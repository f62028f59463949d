using System.Text.Json;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Runtime switches (스위치): a service of one bank or of all, new payments of one franchise or of all. One operator turns
/// one, off and on, with a reason: in an incident minutes count, and the audit log names who it was. A stop holds at
/// once for what begins; what has begun goes to its end.
/// </summary>
public interface ISwitchDesk
{
    /// <summary>What is off now, the longest first.</summary>
    Task<IReadOnlyList<SwitchView>> OffAsync(CancellationToken ct = default);

    /// <summary>One switch as it stands; null for a name that is none.</summary>
    Task<SwitchView?> FindAsync(string name, CancellationToken ct = default);

    /// <summary>
    /// Turns it off; on one that is off already, changes reason and expected end. Refuses with
    /// <c>backoffice.role.missing</c> (takes an Operator), <c>backoffice.reason.missing</c> (longest),
    /// <c>backoffice.switch.unknown</c>, <c>….already_off</c> (nothing would change), <c>….until_past</c>.
    /// </summary>
    /// <param name="name">See <see cref="BankSwitch"/> and <c>PaymentSwitch</c>.</param>
    /// <param name="reason">Why, for colleagues and the audit log.</param>
    /// <param name="until">When it is expected to be on again, UTC; said to members. Nothing turns it on by
    /// itself.</param>
    /// <param name="by">Who.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<Result<SwitchView>> TurnOffAsync(
        string name,
        string? reason,
        DateTimeOffset? until,
        Actor by,
        CancellationToken ct = default
    );

    /// <summary>
    /// Turns it on again. Refuses with <c>backoffice.role.missing</c>, <c>backoffice.reason.missing</c>,
    /// <c>backoffice.switch.unknown</c>, <c>….already_on</c>.
    /// </summary>
    Task<Result<SwitchView>> TurnOnAsync(string name, string? reason, Actor by, CancellationToken ct = default);
}

/// <summary>A switch as it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Service">Of a bank switch; null: new payments.</param>
/// <param name="Bank">The bank code; null: all banks, or new payments.</param>
/// <param name="BankName">The bank's names.</param>
/// <param name="Franchise">The franchise; null: all, or a bank switch.</param>
/// <param name="TradeName">The franchise's name.</param>
/// <param name="Off">Since when it is off, and why; null while it is on.</param>
public sealed record SwitchView(
    string Name,
    BankService? Service,
    string? Bank,
    BankName? BankName,
    FranchiseId? Franchise,
    string? TradeName,
    SwitchOffView? Off
)
{
    /// <summary>For every bank, or every franchise.</summary>
    public bool IsForAll => Bank is null && Franchise is null;
}

/// <summary>A switch that is off.</summary>
/// <param name="Reason">Why, in the operator's words.</param>
/// <param name="By">Who.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Until">When it is expected to be on again, UTC.</param>
public sealed record SwitchOffView(string Reason, string By, DateTimeOffset Since, DateTimeOffset? Until);

/// <summary>
/// Maintenance windows of banks (점검 시간), kept up by an operator with a reason; each change stands in the audit log.
/// </summary>
public interface IBankHours
{
    /// <summary>
    /// Adds one. Refuses with <c>backoffice.role.missing</c>, <c>backoffice.reason.missing</c>, those of
    /// <see cref="IBankDirectory.AddWindow"/>.
    /// </summary>
    Task<Result<BankWindow>> AddAsync(
        string bank,
        WindowRule rule,
        string? reason,
        Actor by,
        CancellationToken ct = default
    );

    /// <summary>Changes one. Refuses likewise.</summary>
    Task<Result<BankWindow>> ChangeAsync(
        int window,
        WindowRule rule,
        string? reason,
        Actor by,
        CancellationToken ct = default
    );

    /// <summary>Takes one away. Refuses likewise.</summary>
    Task<Result<BankWindow>> EndAsync(int window, string? reason, Actor by, CancellationToken ct = default);
}

/// <summary>A bank of the directory as it shall be: the payload of the approved act <c>bank.change</c>.</summary>
/// <param name="Bank">Its names, contract, and whether it is used at all.</param>
/// <param name="IsNew">True adds it; false changes the one of that code.</param>
public sealed record BankChange(BankTerms Bank, bool IsNew)
{
    /// <summary>The kind of the approved act.</summary>
    public const string ActKind = "bank.change";

    /// <summary>
    /// The request for it. The act refuses with <c>banking.bank.unknown</c>, <c>backoffice.bank.code_invalid</c>,
    /// <c>….code_taken</c> (its names), <c>….name_invalid</c> (longest), <c>….name_taken</c>, <c>….unchanged</c>.
    /// </summary>
    public ApprovalAsk Ask(string reason) => new(ActKind, $"bank:{Bank.Code}", JsonSerializer.Serialize(this), reason);
}
