using System.Diagnostics.Metrics;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Ledger.Door;

/// <summary>
/// What the door says of itself in numbers: how many share a commit, how long it takes, what came of commands, and how
/// many wait. A few records a batch, none a command.
/// </summary>
internal sealed class DoorMetrics
{
    private static readonly KeyValuePair<string, object?> GrantedTag = new("outcome", "granted"),
        RefusedTag = new("outcome", "refused"),
        FailedTag = new("outcome", "failed");

    private readonly Meter meter;
    private readonly Histogram<int> size;
    private readonly Histogram<double> commit;
    private readonly Counter<long> commands;

    // A meter of this container's own: several products in one process (tests) do not mix.
    public DoorMetrics(IMeterFactory meters)
    {
        meter = meters.Create(Telemetry.Name);
        size = meter.CreateHistogram<int>("mypay.journal.batch", description: "Commands that share one commit.");
        commit = Telemetry.Durations(
            "mypay.journal.commit.duration",
            "Time of a batch's commit, the fsync included.",
            meter,
            shortest: 0.0001
        );
        commands = meter.CreateCounter<long>(
            "mypay.journal.commands",
            description: "Commands that came to the door: granted, refused by their own rules, or failed (the "
                + "database was in trouble, or the command threw)."
        );
    }

    /// <summary>Shows how many commands wait.</summary>
    public void Watch(Func<int> waiting) =>
        meter.CreateObservableGauge(
            "mypay.journal.queue",
            waiting,
            description: "Commands that wait for their turn at the door."
        );

    /// <summary>A batch was committed, and all in it were answered.</summary>
    public void Committed(List<WaitingCommand> batch, TimeSpan took)
    {
        size.Record(batch.Count);
        commit.Record(took.TotalSeconds);
        if (!commands.Enabled)
            return;
        var (granted, failed) = (0, 0);
        foreach (var command in batch)
        {
            if (command.IsGranted)
                granted++;
            else if (command.Failure is not null)
                failed++;
        }

        if (granted > 0)
            commands.Add(granted, GrantedTag);
        if (batch.Count > granted + failed)
            commands.Add(batch.Count - granted - failed, RefusedTag);
        if (failed > 0)
            commands.Add(failed, FailedTag);
    }

    /// <summary>So many were answered without having been written.</summary>
    public void Failed(int count) => commands.Add(count, FailedTag);
}
