using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>Reads the audit log (감사 기록). Nobody writes it but the acts themselves.</summary>
public interface IAuditLog
{
    /// <summary>Newest first.</summary>
    /// <param name="filter">Which entries.</param>
    /// <param name="before">Only entries with a smaller number; null for the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Ends the question.</param>
    Task<IReadOnlyList<AuditEntry>> ListAsync(
        AuditFilter filter,
        long? before,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>Recomputes the chain of seals over the whole log, as it is now.</summary>
    Task<AuditCheck> VerifyAsync(CancellationToken ct = default);
}

/// <summary>Which entries of the audit log; null asks for all.</summary>
/// <param name="Actor">A part of the actor's name.</param>
/// <param name="Subject">How the subject begins: <c>franchise:</c>.</param>
/// <param name="Action">How the action begins: <c>backoffice.approval</c>.</param>
/// <param name="From">First day, KST.</param>
/// <param name="To">Last day, KST.</param>
public sealed record AuditFilter(
    string? Actor = null,
    string? Subject = null,
    string? Action = null,
    DateOnly? From = null,
    DateOnly? To = null
);

/// <summary>What the chain says.</summary>
/// <param name="Entries">How many were recomputed.</param>
/// <param name="FirstBad">The number of the first entry that does not hold; null when all do.</param>
/// <param name="LastSeal">The last entry's seal, hexadecimal: written down elsewhere, it also shows a log that was cut
/// off at its end.</param>
public sealed record AuditCheck(long Entries, long? FirstBad, string LastSeal);
