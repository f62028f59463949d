using MyPay.Domain.Ledger;

namespace MyPay.Domain.Platform.Jobs;

/// <summary>
/// Work that a clock starts, or an operator. Registered scoped by the module that owns it
/// (<c>services.AddScoped&lt;IScheduledWork, X&gt;()</c>); each run has a scope of its own. Never run twice at once,
/// but after a kill it is run again from the start, and a fire missed while the product was down is made up once, late:
/// it must be safe to repeat, and find by itself what is still to do.
/// </summary>
public interface IScheduledWork
{
    /// <summary>Stored with every run; never renamed: <c>settlement.close</c>.</summary>
    string Name { get; }

    /// <summary>What an operator reads.</summary>
    string NameKo { get; }

    /// <summary>The same in English.</summary>
    string NameEn { get; }

    /// <summary>
    /// When, as a Quartz cron expression of Asia/Seoul: seconds, minutes, hours, day of month, month, weekday: <c>0 0 2
    /// * * ?</c>.
    /// </summary>
    string Cron { get; }

    /// <summary>
    /// Does it, and says in a few words what came of it; <c>한국어 | English</c> is shown in the reader's language. Throws
    /// when it failed: the exception's message is what the operator reads.
    /// </summary>
    Task<string> RunAsync(CancellationToken ct);
}
