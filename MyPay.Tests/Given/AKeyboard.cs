using Microsoft.Playwright;
using Xunit;

namespace MyPay.Tests.Given;

/// <summary>Somebody who has a keyboard and nothing else. Wherever Tab leads, it must be seen where that is.</summary>
public sealed class AKeyboard(APerson person)
{
    private const int MostStops = 150;

    private IPage Page => person.Page;

    /// <summary>Walks with Tab until this has the focus.</summary>
    public async Task ReachAsync(ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        await Assertions.Expect(target).ToBeEnabledAsync();
        for (var stops = 0; stops < MostStops; stops++)
        {
            if (await HasFocusAsync(target))
                return;
            await TabAsync();
        }

        Assert.Fail($"Tab does not lead to {target}; it ends at {await WhereAsync()}.");
    }

    /// <summary>Reaches it and presses Enter.</summary>
    public async Task PressAsync(ILocator target)
    {
        await ReachAsync(target);
        await KeyAsync("Enter");
    }

    /// <summary>Reaches a field, types over what stands in it.</summary>
    public async Task TypeAsync(ILocator field, string text)
    {
        await ReachAsync(field);
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Presses a key, once the step that has just come takes presses.</summary>
    public async Task KeyAsync(string key)
    {
        await Assertions.Expect(Page.Locator("[data-calm]")).ToHaveCountAsync(0);
        await Page.Keyboard.PressAsync(key);
    }

    /// <summary>One stop on, which must be seen.</summary>
    public async Task TabAsync()
    {
        await Page.Keyboard.PressAsync("Tab");
        var unseen = await Page.EvaluateAsync<string?>(
            """
            () => {
              const at = document.activeElement;
              if (!at || at === document.body || at.tabIndex < 0) return null;   // between the last stop and the first, or led there by the page
              const ringed = [at, at.closest('label'), at.parentElement].filter(Boolean).find(e => {
                const { outlineStyle, outlineWidth } = getComputedStyle(e);
                return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
              });
              if (!ringed) return 'no ring: ' + at.outerHTML.slice(0, 200);
              const { top, bottom, left, right } = ringed.getBoundingClientRect();
              return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth ? null : 'out of sight: ' + at.outerHTML.slice(0, 200);
            }
            """
        );
        Assert.True(unseen is null, $"{Page.Url}: the focus is not seen, {unseen}");
    }

    /// <summary>Waits until this has the focus by itself.</summary>
    public Task IsLedToAsync(ILocator target) => Assertions.Expect(target).ToBeFocusedAsync();

    /// <summary>Waits until the focus is within this, led there by the page.</summary>
    public Task IsLedIntoAsync(string selector) =>
        Page.WaitForFunctionAsync(
            "selector => document.activeElement !== document.body && document.activeElement?.closest(selector) "
                + "!== null",
            selector
        );

    /// <summary>Tab goes through the whole page and comes round again: nothing holds it.</summary>
    public async Task GoesRoundAsync()
    {
        await Page.EvaluateAsync(
            "() => { document.activeElement?.blur(); window.seen = new Set(); "
                + "window.getSelection().removeAllRanges(); }"
        );
        for (var stops = 0; stops < MostStops; stops++)
        {
            await TabAsync();
            var again = await Page.EvaluateAsync<bool>(
                "() => { const at = document.activeElement; const again = window.seen.has(at); "
                    + "window.seen.add(at); return again; }"
            );
            if (!again)
                continue;
            var (seen, all) = (
                await Page.EvaluateAsync<int>("() => [...window.seen].filter(e => e !== document.body).length"),
                await StopsAsync()
            );
            Assert.True(
                seen >= all,
                $"{Page.Url}: Tab comes to {seen} of {all} stops and turns round at {await WhereAsync()}."
            );
            return;
        }

        Assert.Fail($"{Page.Url}: Tab does not come round.");
    }

    // Radio buttons of one name are one stop.
    private Task<int> StopsAsync() =>
        Page.EvaluateAsync<int>(
            """
            () => {
              const groups = new Set();
              return [...document.querySelectorAll('a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary')].filter(e => {
                if (e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true }) || e.closest('[inert]')) return false;
                if (e.type !== 'radio') return true;
                const isNew = !groups.has(e.name);
                groups.add(e.name);
                return isNew;
              }).length;
            }
            """
        );

    private static Task<bool> HasFocusAsync(ILocator target) =>
        target.EvaluateAsync<bool>("element => element === document.activeElement");

    private Task<string> WhereAsync() =>
        Page.EvaluateAsync<string>("() => document.activeElement?.outerHTML.slice(0, 200) ?? 'nowhere'");
}
