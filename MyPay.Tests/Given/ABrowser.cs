using Microsoft.Playwright;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>
/// The system's Chromium, one for all classes that drive it at the same time, each person in a context of their own. It
/// goes when the last of them is done: a browser that is left behind keeps the output of the test run open, and whoever
/// waits for its end.
/// </summary>
public sealed class ABrowser : IAsyncLifetime
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static (IPlaywright Driver, IBrowser Chromium)? shared;
    private static int users;

    // The same engine without windows takes a quarter less of the machine.
    private const string Whole = "/usr/bin/chromium",
        Headless = "/usr/bin/chromium-headless-shell";

    public IBrowser Chromium { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            shared ??= await LaunchAsync();
            users++;
            Chromium = shared.Value.Chromium;
        }
        finally
        {
            Gate.Release();
        }
    }

    public async Task DisposeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (--users > 0 || shared is not { } last)
                return;
            shared = null;
            await last.Chromium.DisposeAsync();
            last.Driver.Dispose();
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Chromium)> LaunchAsync()
    {
        var visible = Environment.GetEnvironmentVariable("MYPAY_BROWSER") == "visible";
        var path =
            Environment.GetEnvironmentVariable("CHROMIUM") ?? (visible || !File.Exists(Headless) ? Whole : Headless);
        if (!File.Exists(path))
            throw new InvalidOperationException(
                $"The journeys need Chromium at {path}: apt-get install chromium-headless-shell, or set CHROMIUM."
            );
        Assertions.SetDefaultExpectTimeout(60_000); // the machine may be busy: a journey asserts what happens, not how fast
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = path,
                Headless = !visible,
                SlowMo = visible ? 250 : 0,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        return (playwright, chromium);
    }

    /// <summary>A person with a browser of their own.</summary>
    public async Task<APerson> PersonAsync(string address, int width = 390, int height = 844)
    {
        var context = await Chromium.NewContextAsync(
            new()
            {
                BaseURL = address,
                ViewportSize = new() { Width = width, Height = height },
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(60_000);
        return new(context, await context.NewPageAsync());
    }
}

/// <summary>
/// Does what a script from outside does: addresses, data-testids and the words of the contract, nothing of our markup.
/// </summary>
public sealed class APerson(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public IPage Page => page;

    public ILocator Test(string id) => page.GetByTestId(id);

    public Task GoAsync(string path) => page.GotoAsync(path);

    /// <summary>Signs in and waits until the portal's home is there.</summary>
    public async Task SignInAsync(string email, string password = "MyPay!2026", string home = "/wallet")
    {
        await GoAsync("/login");
        await Test("email").FillAsync(email);
        await Test("password").FillAsync(password);
        await SubmitAsync();
        await IsAtAsync("**" + home);
    }

    /// <summary>
    /// Waits until the address is there. Not until the page's load event: an address that changes without a navigation
    /// never fires one.
    /// </summary>
    public Task IsAtAsync(string glob) =>
        Assertions
            .Expect(page)
            .ToHaveURLAsync(
                new System.Text.RegularExpressions.Regex(
                    "^"
                        + System
                            .Text.RegularExpressions.Regex.Escape(glob)
                            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
                            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
                        + "$"
                )
            );

    /// <summary>
    /// Waits until the page has its connection: from now on it hears what the product says, and asks for nothing more
    /// by itself.
    /// </summary>
    public Task IsLiveAsync() => Assertions.Expect(page.Locator("#line-echo")).ToHaveCountAsync(1);

    /// <summary>Fills a field as a person does, once it can be used.</summary>
    public async Task FillAsync(string id, string text)
    {
        await Assertions.Expect(Test(id)).ToBeEnabledAsync();
        await Test(id).FillAsync(text);
    }

    /// <summary>
    /// Presses the step's only button, and waits until the step has answered: another button, none, or an error.
    /// </summary>
    public async Task SubmitAsync()
    {
        await Assertions.Expect(Test("submit")).ToHaveCountAsync(1);
        await IsHeardAsync();
        await Test("submit")
            .EvaluateAsync(
                "button => { window.pressed = [button, button.textContent, "
                    + "document.querySelector('h1')?.textContent]; }"
            );
        await Test("submit").ClickAsync();
        // The address may change before the next step is drawn: what counts is what stands there.
        await page.WaitForFunctionAsync(
            """
            () => {
              const button = document.querySelector('[data-testid=submit]');
              const [old, words, head] = window.pressed ?? [];
              return !button || button !== old || button.textContent !== words || document.querySelector('h1')?.textContent !== head
                || document.querySelector('[data-testid=error]');
            }
            """
        );
    }

    /// <summary>
    /// Waits until the server has heard what was typed and its answer is drawn: a button that has changed its words by
    /// then is not pressed while it says the old ones. The page asks for an echo 150 ms after the last key
    /// (js/line.js).
    /// </summary>
    private async Task IsHeardAsync()
    {
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 200))");
        await page.WaitForFunctionAsync(
            "() => { const echo = document.getElementById('line-echo'); return !echo || echo.value === "
                + "(echo.dataset.echo ?? ''); }"
        );
    }

    /// <summary>
    /// Types the PIN, whose sixth digit sends it, and waits until the pad that took it has gone: for the next step,
    /// another page, or a fresh pad.
    /// </summary>
    public async Task EnterPinAsync(string pin = "258039")
    {
        await Assertions.Expect(PinInput).ToBeEnabledAsync();
        await PinInput.EvaluateAsync("input => { window.pinned = input; }");
        await PinInput.FillAsync(pin);
        await page.WaitForFunctionAsync("() => !window.pinned?.isConnected");
    }

    public ILocator PinInput => page.Locator("input[data-testid=pin], [data-testid=pin] input");

    /// <summary>Whether pictures are kept for people to look at: where MYPAY_SHOTS names a directory.</summary>
    public static bool KeepsShots => ShotDirectory is { Length: > 0 };

    private static string? ShotDirectory => Environment.GetEnvironmentVariable("MYPAY_SHOTS");

    /// <summary>Keeps a picture, where they are kept.</summary>
    public async Task ShotAsync(string name)
    {
        if (KeepsShots)
            await page.ScreenshotAsync(new() { Path = Path.Combine(ShotDirectory!, name + ".png"), FullPage = true });
    }

    public Task SeesBalanceAsync(string won) => Assertions.Expect(Test("balance").First).ToHaveTextAsync(won);

    public Task SeesResultAsync(string part) => Assertions.Expect(Test("result")).ToContainTextAsync(part);

    public Task SeesErrorAsync(string part) => Assertions.Expect(Test("error").First).ToContainTextAsync(part);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
