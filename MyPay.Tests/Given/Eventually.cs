using Xunit;

namespace MyPay.Tests.Given;

/// <summary>
/// Waits for what the product does by itself, in steps, with a generous end: it never asserts a speed.
/// </summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, int tries = 300)
    {
        for (var tried = 0; tried < tries; tried++)
        {
            if (await condition())
                return;
            await ABitAsync();
        }

        Assert.Fail($"Never came: {what}.");
    }

    /// <summary>Between two tries of something that is tried until it comes.</summary>
    public static Task ABitAsync() => Task.Delay(100);
}
