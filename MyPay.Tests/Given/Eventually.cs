using Xunit;

namespace MyPay.Tests.Given;

/// <summary>Waits for what the product does by itself, in steps, with a generous end: it never asserts a speed.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await condition()) return;
            await Task.Delay(100);
        }

        Assert.Fail($"Never came: {what}.");
    }
}
