namespace MyPay.Web.Host;

/// <summary>
/// <c>check</c>: everything that a start would need and an operator forgets, a line each, with what to do. Also beside
/// a running app. Exit 0 only if all is well.
/// </summary>
internal static class CheckVerb
{
    /// <summary>What was looked at, and what came of it.</summary>
    /// <param name="Korean">What stands, or what to do.</param>
    /// <param name="English">The same in English.</param>
    public sealed record Finding(string What, bool IsWell, string Korean, string English);

    public static Task<int> RunAsync(CommandLine line) => RunAsync(line, Console.WriteLine);

    /// <param name="say">Hears each line.</param>
    public static async Task<int> RunAsync(CommandLine line, Action<string> say)
    {
        var builder = WebApplication.CreateBuilder(line.HostArgs);
        var settings = MyPaySettings.Read(builder.Configuration, builder.Environment);
        var isProduction = builder.Environment.IsProduction();
        var isWell = true;
        await foreach (var finding in LookAsync(settings, builder.Configuration, isProduction, line.HostArgs))
        {
            isWell &= finding.IsWell;
            say($"  {(finding.IsWell ? "ok" : "!!"), -3} {finding.What, -14} {finding.Korean} | {finding.English}");
        }

        say(
            isWell
                ? "  모두 괜찮아요. | All is well."
                : "  !! 표시된 것을 고치고 다시 실행해 주세요. | Put right what is marked !!, then run it again."
        );
        return isWell ? 0 : 1;
    }

    private static async IAsyncEnumerable<Finding> LookAsync(
        MyPaySettings settings,
        IConfiguration configuration,
        bool isProduction,
        string[] hostArgs
    )
    {
        foreach (var finding in OfSettings(settings, isProduction))
            yield return finding;
        foreach (var finding in CheckFiles.Look(settings))
            yield return finding;
        yield return await CheckStore.LookAsync(settings, hostArgs);
        await foreach (var finding in CheckOutside.LookAsync(settings, configuration))
            yield return finding;
    }

    private static IEnumerable<Finding> OfSettings(MyPaySettings settings, bool isProduction)
    {
        var reasons = isProduction ? ProductionStart.Against(settings) : [];
        if (reasons.Count == 0)
            yield return new(
                "settings",
                true,
                isProduction ? "Production에 맞아요" : "읽었어요. Production은 아니에요",
                isProduction ? "fit for Production" : "read; this is not Production"
            );
        foreach (var reason in reasons)
            yield return new(
                "settings",
                false,
                $"{reason.Setting}: {reason.Korean}",
                $"{reason.Setting}: {reason.English}"
            );
    }
}
