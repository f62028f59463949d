using Microsoft.Playwright;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>The system's Chromium, started once for the whole test run: classes that drive it run side by side, each person in a context of their own.</summary>
public sealed class ABrowser : IAsyncLifetime
{
    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    public IBrowser Chromium { get; private set; } = null!;

    public async Task InitializeAsync() => Chromium = await Shared.Value;

    /// <summary>It goes with the process: others may still be at work in it.</summary>
    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<IBrowser> LaunchAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(path)) throw new InvalidOperationException($"The journeys need Chromium at {path}: apt-get install chromium, or set CHROMIUM.");
        Assertions.SetDefaultExpectTimeout(60_000); // the machine may be busy: a journey asserts what happens, not how fast
        var playwright = await Playwright.CreateAsync();
        var visible = Environment.GetEnvironmentVariable("MYPAY_BROWSER") == "visible";
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Headless = !visible,
            SlowMo = visible ? 250 : 0,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A person with a browser of their own.</summary>
    public async Task<APerson> PersonAsync(string address, int width = 390, int height = 844)
    {
        var context = await Chromium.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(60_000);
        return new(context, await context.NewPageAsync());
    }
}

/// <summary>Journeys that must not run beside others of this collection.</summary>
[CollectionDefinition(nameof(Journey))]
public sealed class Journey : ICollectionFixture<ABrowser>
{
}

/// <summary>Does what a script from outside does: addresses, data-testids and the words of the contract, nothing of our markup.</summary>
public sealed class APerson(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public IPage Page => page;

    public ILocator Test(string id) => page.GetByTestId(id);

    public Task GoAsync(string path) => page.GotoAsync(path);

    public async Task SignInAsync(string email, string password = "MyPay!2026")
    {
        await GoAsync("/login");
        await Test("email").FillAsync(email);
        await Test("password").FillAsync(password);
        await SubmitAsync();
        await IsAtAsync("**/wallet");
    }

    /// <summary>
    /// Waits until the address is there. Not until the page's load event: an address that changes without a navigation never fires one.
    /// </summary>
    public Task IsAtAsync(string glob) =>
        Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(
            "^" + System.Text.RegularExpressions.Regex.Escape(glob).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$"));

    /// <summary>Fills a field as a person does, once it can be used.</summary>
    public async Task FillAsync(string id, string text)
    {
        await Assertions.Expect(Test(id)).ToBeEnabledAsync();
        await Test(id).FillAsync(text);
    }

    /// <summary>Presses the step's only button, and waits until the step has answered: another button, none, or an error.</summary>
    public async Task SubmitAsync()
    {
        await Assertions.Expect(Test("submit")).ToHaveCountAsync(1);
        await Test("submit").EvaluateAsync("button => { window.pressed = [button, button.textContent, document.querySelector('h1')?.textContent]; }");
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
            """);
    }

    /// <summary>Types the PIN, whose sixth digit sends it, and waits until the pad that took it has gone: for the next step, another page, or a fresh pad.</summary>
    public async Task EnterPinAsync(string pin = "258039")
    {
        await Assertions.Expect(PinInput).ToBeEnabledAsync();
        await PinInput.EvaluateAsync("input => { window.pinned = input; }");
        await PinInput.FillAsync(pin);
        await page.WaitForFunctionAsync("() => !window.pinned?.isConnected");
    }

    public ILocator PinInput => page.Locator("input[data-testid=pin], [data-testid=pin] input");

    /// <summary>Keeps a picture for people to look at, where MYPAY_SHOTS names a directory; otherwise nothing.</summary>
    public async Task ShotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("MYPAY_SHOTS") is not { Length: > 0 } directory) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(directory, name + ".png"), FullPage = true });
    }

    public Task SeesBalanceAsync(string won) => Assertions.Expect(Test("balance").First).ToHaveTextAsync(won);

    public Task SeesResultAsync(string part) => Assertions.Expect(Test("result")).ToContainTextAsync(part);

    public Task SeesErrorAsync(string part) => Assertions.Expect(Test("error").First).ToContainTextAsync(part);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
