using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MyPay.Domain.Kernel;

/// <summary>
/// The one meter and the one trace source of MyPay. Instruments stand beside what they measure; their names begin with
/// <c>mypay.</c>, durations are seconds, tags come from small closed sets (outcomes, kinds, refusal codes), never from
/// people: no name, number, key or payment id is a tag.
/// </summary>
public static class Telemetry
{
    /// <summary>The name under which a host listens to meter and source.</summary>
    public const string Name = "MyPay";

    /// <summary>Numbers.</summary>
    public static readonly Meter Meter = new(Name);

    /// <summary>Traces: one activity for a payment, a bank call, a write of money.</summary>
    public static readonly ActivitySource Source = new(Name);

    private static readonly double[] Seconds =
    [
        0.0001,
        0.00025,
        0.0005,
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
        30,
        120,
    ];

    /// <summary>
    /// A histogram of durations in seconds, in buckets from a millisecond to the ten seconds after which a bank call is
    /// given up, and beyond.
    /// </summary>
    /// <param name="meter">Another meter of this name: one that belongs to one product where several share a
    /// process.</param>
    /// <param name="shortest">The lowest bucket, seconds; 0.0001 at least.</param>
    public static Histogram<double> Durations(
        string name,
        string description,
        Meter? meter = null,
        double shortest = 0.001
    ) =>
        (meter ?? Meter).CreateHistogram(
            name,
            "s",
            description,
            tags: null,
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [.. Seconds.Where(bound => bound >= shortest)],
            }
        );

    /// <summary>
    /// Runs one step of work as an activity and notes how long it took and what came of it: <c>ok</c>, the refusal's
    /// code, or <c>error</c> when it threw.
    /// </summary>
    public static async Task<Result<T>> MeasureAsync<T>(
        Histogram<double> seconds,
        string operation,
        Func<Task<Result<T>>> step
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(seconds);
        ArgumentNullException.ThrowIfNull(step);
        using var activity = Source.StartActivity(operation);
        var begun = Stopwatch.GetTimestamp();
        var outcome = "error";
        try
        {
            var answer = await step();
            outcome = answer.TryGet(out _, out var refusal) ? "ok" : refusal.Code;
            return answer;
        }
        finally
        {
            activity?.SetTag("result", outcome);
            if (outcome == "error")
                activity?.SetStatus(ActivityStatusCode.Error);
            seconds.Record(
                Stopwatch.GetElapsedTime(begun).TotalSeconds,
                new("operation", operation),
                new("result", outcome)
            );
        }
    }
}
