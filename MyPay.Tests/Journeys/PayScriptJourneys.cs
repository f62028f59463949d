using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using MyPay.Tests.House;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// What runs in a real browser on the pages of a payment is what the list names, byte for byte; and what the policy
/// refuses there is told to operators.
/// </summary>
public sealed partial class PayScriptJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private FranchiseView franchise = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
        franchise = product.Host.DemoShop!.Shop;
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_payment_runs_the_listed_scripts_and_no_other()
    {
        await using var james = await browser.PersonAsync(address);
        var seen = new SeenScripts(james.Page);
        await PayAsync(james, seen);

        Assert.Empty(await seen.UnlistedAsync());
        var worker = await james.Page.EvaluateAsync<string?>(
            "async () => { await navigator.serviceWorker.ready; "
                + "return (await navigator.serviceWorker.getRegistrations()).map(r => r.active?.scriptURL).join(); }"
        );
        Assert.Equal(address.TrimEnd('/') + "/sw.js", worker);
        Assert.Equal(PayScript.All().Select(s => s.File).Except(["sw.js"]).Order(), seen.Files.Order());
    }

    [Fact]
    public async Task A_script_that_gets_into_the_page_is_seen()
    {
        await using var james = await browser.PersonAsync(address);
        var seen = new SeenScripts(james.Page);
        await james.Page.RouteAsync(
            url => url.Contains("/login?", StringComparison.Ordinal),
            async route =>
            {
                var page = await route.FetchAsync();
                var body = (await page.TextAsync()).Replace(
                    "</body>",
                    "<script type=\"module\" src=\"/js/till.js\"></script></body>",
                    StringComparison.Ordinal
                );
                await route.FulfillAsync(new() { Response = page, Body = body });
            }
        );
        await james.GoAsync("/login?returnUrl=" + await CheckoutAsync());
        await Assertions.Expect(james.Test("email")).ToBeVisibleAsync();
        await seen.LookAsync();

        Assert.Contains("js/till.js is not listed", await seen.UnlistedAsync());
    }

    [Fact]
    public async Task A_script_that_was_changed_on_its_way_is_seen()
    {
        await using var james = await browser.PersonAsync(address);
        var seen = new SeenScripts(james.Page);
        await james.Page.RouteAsync(
            "**/js/shell*.js",
            async route =>
            {
                var script = await route.FetchAsync();
                await route.FulfillAsync(
                    new() { Response = script, Body = await script.TextAsync() + "\nwindow.gotIn = true;" }
                );
            }
        );
        await james.GoAsync(await CheckoutAsync());
        await Assertions.Expect(james.Test("email")).ToBeVisibleAsync();
        await seen.LookAsync();

        Assert.Contains("js/shell.js is not what was looked at", await seen.UnlistedAsync());
    }

    [Fact]
    public async Task What_the_pay_page_refuses_is_told_to_operators()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync(await CheckoutAsync());
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        await james.Page.EvaluateAsync(
            "() => { const code = document.createElement('script'); code.textContent = 'window.gotIn = true'; "
                + "document.body.append(code); }"
        );

        Assert.False(await james.Page.EvaluateAsync<bool>("() => window.gotIn === true"));
        await using var auditor = await browser.PersonAsync(address, 1280, 900);
        await auditor.SignInAsync("auditor@mypay.test", home: "/admin");
        await auditor.GoAsync("/admin/browser-reports");
        await Assertions.Expect(auditor.Test("row")).ToHaveCountAsync(1);
        await Assertions.Expect(auditor.Test("row")).ToContainTextAsync("페이지 안에 끼워 넣은 코드");
        await Assertions.Expect(auditor.Test("row")).ToContainTextAsync("/pay/{Tid}");
        await Assertions.Expect(auditor.Test("row")).ToContainTextAsync("1번");
        await Assertions.Expect(auditor.Test("pay-page")).ToBeVisibleAsync();
        await auditor.ShotAsync("browser-reports");
    }

    // From the shop's link to the end: signing in, PIN, done; then what can't be paid, and an order's QR.
    private async Task PayAsync(APerson james, SeenScripts seen)
    {
        await james.GoAsync(await CheckoutAsync());
        await james.IsAtAsync("**/login?returnUrl=*");
        await seen.LookAsync();
        await james.FillAsync("email", "james@mypay.test");
        await james.FillAsync("password", "MyPay!2026");
        await james.SubmitAsync();
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        await seen.LookAsync();
        await james.GoAsync("/pay/T0000000000000000000");
        await james.SeesErrorAsync("찾는 결제가 없어요");
        await seen.LookAsync();

        var order = (
            await product.AskAsync(
                (IInStore s) =>
                    s.CreateOrderAsync(new(franchise.Id, true, 3_000, "order-9", "라떼", null, Once.NewKey()))
            )
        ).Granted();
        await james.GoAsync("/q/" + order.QrCode);
        await james.EnterPinAsync();
        await james.SeesResultAsync("3,000원");
        await seen.LookAsync();
    }

    private async Task<string> CheckoutAsync()
    {
        var ready = await product.AskAsync(
            (IPayments p) =>
                p.ReadyAsync(
                    new(
                        franchise.Id,
                        true,
                        franchise.Cid,
                        "web-1",
                        "user-1",
                        "라테",
                        null,
                        1,
                        4_500,
                        0,
                        null,
                        0,
                        "http://localhost:3000/ok",
                        "http://localhost:3000/no",
                        "http://localhost:3000/fail",
                        null,
                        null,
                        null
                    )
                )
        );
        return "/pay/" + ready.Granted().Tid;
    }

    /// <summary>The scripts that a page has loaded, and those that stand in it.</summary>
    private sealed partial class SeenScripts
    {
        private readonly IPage page;
        private readonly List<(string File, Task<byte[]> Body)> loaded = [];
        private readonly List<string> wrong = [];
        private readonly string version = FrameworkVersion();

        public SeenScripts(IPage page)
        {
            this.page = page;
            page.Response += (_, answer) =>
            {
                if (answer.Request.ResourceType == "script" && answer.Ok)
                    loaded.Add((FileOf(answer.Url), answer.BodyAsync()));
            };
        }

        public IEnumerable<string> Files => loaded.Select(script => script.File).Distinct();

        /// <summary>Looks at what stands in the page itself: data for modules, and no code.</summary>
        public async Task LookAsync()
        {
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Task.WhenAll(loaded.Select(script => script.Body)); // gone with the next page
            var inline = await page.EvaluateAsync<string[]>(
                "() => [...document.scripts].filter(s => !s.src && s.type !== 'importmap').map(s => s.outerHTML)"
            );
            wrong.AddRange(inline.Select(code => $"code in the page: {code}"));
        }

        public async Task<IReadOnlyList<string>> UnlistedAsync()
        {
            foreach (var (file, body) in loaded)
            {
                var listed = PayScript.All().SingleOrDefault(script => script.File == file);
                if (listed is null)
                    wrong.Add($"{file} is not listed");
                else if (Expected(listed) != PayScript.Of(await body))
                    wrong.Add($"{file} is not what was looked at");
            }

            return wrong;
        }

        // Another SDK brings another build of the framework's script; what its package holds is what must be served.
        private string Expected(PayScript script) =>
            script.Builds is null ? script.Integrity!
            : script.Builds.TryGetValue(version, out var looked) ? looked
            : PayScript.Of(File.ReadAllBytes(Path.Combine(FrameworkFolder(), Path.GetFileName(script.File))));

        private static string FileOf(string url) =>
            Fingerprint().Replace(new Uri(url).AbsolutePath.TrimStart('/'), ".js");

        private static string FrameworkVersion() => new DirectoryInfo(FrameworkFolder()).Parent!.Name;

        // The package that the build took the framework's script from.
        private static string FrameworkFolder()
        {
            var roots = JsonDocument.Parse(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "MyPay.Web.staticwebassets.runtime.json"))
            );
            return roots
                .RootElement.GetProperty("ContentRoots")
                .EnumerateArray()
                .Select(root => root.GetString()!)
                .Single(root => root.Contains("internal.assets", StringComparison.OrdinalIgnoreCase))
                .TrimEnd('/');
        }

        [GeneratedRegex(@"\.[a-z0-9]{10}\.js$")]
        private static partial Regex Fingerprint();
    }
}
