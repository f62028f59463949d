using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// The other side of <see cref="PagesBench"/>, a process of its own: signs two members in, reads how many pages are to
/// be open, opens them a few at once, says how that went. They stay open, and answered, until its input ends.
/// </summary>
internal static partial class PageClients
{
    public const int AtOnce = 4;

    public static async Task<int> RunAsync(string address)
    {
        var people = new[]
        {
            await SignInAsync(address, "james@mypay.test"),
            await SignInAsync(address, "jiwoo@mypay.test"),
        };
        var pages = new List<APageClient>();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var missing = int.Parse(line, CultureInfo.InvariantCulture) - pages.Count;
            var started = Stopwatch.GetTimestamp();
            var opened = new List<APageClient>();
            await Parallel.ForAsync(
                0,
                missing,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (i, _) =>
                {
                    var page = await APageClient.OpenAsync(address, people[i % people.Length], "/wallet", "money-sum");
                    lock (opened)
                        opened.Add(page);
                }
            );
            pages.AddRange(opened);
            var took = opened.Select(page => page.Live.TotalMilliseconds).Order().ToList();
            await Console.Out.WriteLineAsync(
                JsonSerializer.Serialize(
                    new Opened(
                        pages.Count(page => page.IsOpen),
                        missing / Stopwatch.GetElapsedTime(started).TotalSeconds,
                        took[took.Count / 2],
                        took[took.Count * 99 / 100]
                    )
                )
            );
        }

        foreach (var page in pages)
            await page.DisposeAsync();
        return 0;
    }

    private static async Task<CookieContainer> SignInAsync(string address, string email)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = new(address) };
        var form = await http.GetStringAsync("/login");
        var token = Token().Match(form).Groups[1].Value;
        var fields = new Dictionary<string, string>
        {
            ["_handler"] = "login",
            ["__RequestVerificationToken"] = token,
            ["Input.Email"] = email,
            ["Input.Password"] = "MyPay!2026",
        };
        using var filled = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync("/login", filled);
        if (answer.RequestMessage?.RequestUri?.AbsolutePath != "/wallet")
            throw new InvalidOperationException($"{email} is not let in.");
        return cookies;
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();
}
