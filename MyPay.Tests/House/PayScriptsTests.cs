using Xunit;

namespace MyPay.Tests.House;

/// <summary>
/// No script of the pages of a payment changes without its line in the list: <c>PayScriptJourneys</c> looks whether the
/// list is what a browser runs.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class PayScriptsTests
{
    [Fact]
    public void Every_listed_script_is_the_one_that_was_looked_at()
    {
        var changed = PayScript
            .All()
            .Where(script => script.Builds is null)
            .Select(script =>
                (script.File, script.Integrity, Now: PayScript.Of(File.ReadAllBytes(PathOf(script.File))))
            )
            .Where(script => script.Integrity != script.Now)
            .Select(script =>
                $"{script.File} has changed: read the change, see that its line in {PayScript.List} still says why it is "
                + $"there, and write down \"{script.Now}\"."
            )
            .ToList();
        Assert.True(changed.Count == 0, string.Join('\n', changed));
    }

    [Fact]
    public void Every_listed_script_has_a_reason_and_is_listed_once()
    {
        var scripts = PayScript.All();
        Assert.All(scripts, script => Assert.True(script.Why.Length > 20, $"Why is {script.File} there?"));
        Assert.Equal(scripts.Count, scripts.DistinctBy(script => script.File).Count());
        Assert.Single(scripts, script => script.Builds is not null);
    }

    private static string PathOf(string file) => Path.Combine(Sources.Root(), "wwwroot-assets", file);
}
