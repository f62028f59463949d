using System.Diagnostics.Metrics;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>
/// How payments go: how long each way of paying took and what came of it. The histogram's count is the number of
/// payments.
/// </summary>
internal static class PaymentMeter
{
    private static readonly Histogram<double> Seconds = Telemetry.Durations(
        "mypay.payment.duration",
        "Approvals, cancels and other payment calls, from the question to the durable answer."
    );

    public static Task<Result<T>> MeasureAsync<T>(string operation, Func<Task<Result<T>>> step)
        where T : notnull => Telemetry.MeasureAsync(Seconds, $"payment.{operation}", step);
}
