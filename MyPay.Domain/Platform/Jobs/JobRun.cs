using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Platform.Jobs;

/// <summary>Where a run of scheduled work stands.</summary>
public enum JobRunState
{
    /// <summary>An operator asked for it; it begins any moment.</summary>
    Asked,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Failed; <see cref="JobRun.Error"/> says why.</summary>
    Failed,

    /// <summary>
    /// The process that ran it stopped, or was killed, before it ended. It is run again: by another instance soon, else
    /// at the next start.
    /// </summary>
    Interrupted,
}

/// <summary>One run of scheduled work.</summary>
public sealed class JobRun
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>See <see cref="IScheduledWork.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public JobRunState State { get; set; }

    /// <summary>When it was asked for or began, UTC.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What came of it; <c>한국어 | English</c>.</summary>
    public string? Outcome { get; set; }

    /// <summary>What went wrong.</summary>
    public string? Error { get; set; }

    /// <summary>The operator's sign-in; <c>system</c> for the clock.</summary>
    public required string ById { get; init; }

    /// <summary>What colleagues read.</summary>
    public required string ByName { get; init; }

    /// <summary>The process that has taken it on: see <see cref="Instances"/>.</summary>
    public string? Instance { get; set; }
}

/// <summary>Topics of the live feed.</summary>
public static class JobTopics
{
    /// <summary>A run was asked for, began or ended.</summary>
    public const string Runs = "jobs";
}

internal sealed class JobRunTable : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.ToTable("job_run");
        run.Property(r => r.Name).HasMaxLength(60);
        run.Property(r => r.Instance).HasMaxLength(40);
        run.HasIndex(r => new { r.Name, r.Id });
        run.HasIndex(r => r.State);
    }
}
