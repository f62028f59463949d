using MyPay.Domain.Kernel;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>Says what a test expects of a result.</summary>
internal static class Results
{
    public static T Granted<T>(this Result<T> result)
        where T : notnull
    {
        Assert.True(
            result.TryGet(out var granted, out var refusal),
            $"Expected an answer, got the refusal {refusal?.Code}."
        );
        return granted!;
    }

    public static Refusal Refused<T>(this Result<T> result)
        where T : notnull
    {
        Assert.False(result.TryGet(out var granted, out var refusal), $"Expected a refusal, got {granted}.");
        return refusal!;
    }
}
