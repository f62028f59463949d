using System.Diagnostics.Metrics;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Banking.Calls;

/// <summary>How the banks answer.</summary>
internal static class BankMeter
{
    private static readonly Histogram<double> Seconds = Telemetry.Durations(
        "mypay.bank.call.duration",
        "Calls to banks, until the answer or until giving up waiting for it."
    );

    public static void Answered(BankCallKind kind, BankCallStep step, WireVerdict verdict, int latencyMs) =>
        Seconds.Record(
            latencyMs / 1000d,
            new("operation", kind.ToString()),
            new("step", step.ToString()),
            new KeyValuePair<string, object?>("outcome", verdict.ToString())
        );
}
