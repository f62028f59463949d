using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// A walk through the desks: every tab, chip, row and choice of every page is pressed, and the page still answers; every field is typed into over a slow line, and keeps every key.
/// A new page is in this by having an address.
/// </summary>
[Collection(nameof(Gallery))]
[Trait("Lane", "Long")]
public sealed class DeskTourJourneys(ABrowser browser, ALivedInProduct product)
{
    private const int SlowMs = 400;

    // The menu's button is there on every page, and the server answers it: what was sent before has been dealt with by then.
    private const string Tour =
        """
        async () => {
          const found = [], pressed = new Set(), typed = new Set(), mark = window.tour = {};
          const desk = () => document.querySelector('.desk');
          const until = async (condition, what) => {
            for (const end = performance.now() + 30000; performance.now() < end;) {
              if (document.querySelector('#blazor-error-ui').style.display === 'block') throw new Error(`${what}: the circuit has ended`);
              if (window.tour !== mark) throw new Error(`${what}: the page was loaded anew`);
              if (condition()) return;
              await new Promise(requestAnimationFrame);
            }
            throw new Error(`${what}: no answer`);
          };
          const answered = async what => {
            for (const state of ['yes', 'no']) {
              document.querySelector('.desk-toggle').click();
              await until(() => desk().dataset.open === state, what);
            }
          };
          const nameOf = field => `${location.pathname} ${field.dataset.testid ?? field.id ?? ''} ${field.getAttribute('aria-label') ?? ''}`;
          const fields = () => [...document.querySelectorAll('main :is(input[type=text], input[type=search], input[type=tel], input[type=email], input[type=password], textarea):enabled:not([readonly])')]
            .filter(field => field.checkVisibility() && !typed.has(nameOf(field)));
          const type = async () => {
            const now = fields();
            if (now.length === 0) return;
            await window.slow(true);
            for (const field of now) {
              typed.add(nameOf(field));
              const keys = '1234567'.slice(0, field.maxLength > 0 ? field.maxLength : 7);
              field.focus();
              field.value = '';
              for (const key of keys) {
                field.value += key;
                field.dispatchEvent(new InputEvent('input', { bubbles: true, data: key, inputType: 'insertText' }));
                await new Promise(done => setTimeout(done, 30));
              }
              await answered(`typing into ${nameOf(field)}`);
              const is = field.isConnected ? field.value.replaceAll(',', '') : '(gone)';
              if (is !== keys) found.push(`${nameOf(field)}: typed ${keys}, holds ${is}`);
            }
            await window.slow(false);
          };
          const next = () => [...document.querySelectorAll('main a[href], main label:has(input[type=radio]:enabled), main summary')].find(one => {
            const what = one.href ? one.getAttribute('href') : `${location.pathname} ${one.textContent.trim()}`;
            if (pressed.has(what) || (one.href && (one.target || one.pathname !== location.pathname || one.hash))) return false;
            pressed.add(what);
            return true;
          });
          try {
            await type();
            for (let one = next(), count = 0; one && count < 60; one = next(), count++) {
              sessionStorage.tour = one.outerHTML.slice(0, 160);
              one.click();
              await answered(`${location.pathname}: pressing ${one.outerHTML.slice(0, 120)}`);
              await type();
            }
          } catch (stuck) {
            found.push(stuck.message);
          }
          return { found, pressed: pressed.size, typed: typed.size };
        }
        """;

    [Theory]
    [InlineData("owner@mypay.test", "/merchant", 30, 12)]
    [InlineData("admin@mypay.test", "/admin", 80, 25)]
    public async Task Every_tab_chip_row_and_field_of_every_desk_page_answers(string email, string desk, int leastPressed, int leastTyped)
    {
        await using var person = await browser.PersonAsync(product.Address, 1280, 900);
        var line = await ASlowLine.OfAsync(person.Page);
        await person.Page.ExposeFunctionAsync("slow", (bool slow) => line.Delay = TimeSpan.FromMilliseconds(slow ? SlowMs : 0));
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.Test("submit").ClickAsync();
        await person.IsAtAsync("**" + desk);

        var (found, pressed, typed) = (new List<string>(), 0, 0);
        var went = new List<string>();
        person.Page.Request += (_, request) => { if (request.IsNavigationRequest) went.Add("  asked for " + request.Url); };
        person.Page.Console += (_, said) => went.Add("  said " + said.Text);
        foreach (var template in Templates(desk))
        {
            went.Clear();
            await person.GoAsync((await product.PlaceOfAsync(template))!);
            await person.Page.WaitForFunctionAsync("() => document.querySelector('.desk-toggle:enabled') && !document.querySelector('[data-live=no], .skeleton')");
            line.Delay = TimeSpan.Zero;
            JsonElement seen;
            try
            {
                seen = await person.Page.EvaluateAsync<JsonElement>(Tour);
            }
            catch (PlaywrightException gone)
            {
                await person.Page.WaitForLoadStateAsync();
                found.AddRange(went);
                found.Add($"{template}: {gone.Message}. It ended at {person.Page.Url}, after {await person.Page.EvaluateAsync<string>("() => sessionStorage.tour")}");
                continue;
            }

            found.AddRange(seen.GetProperty("found").EnumerateArray().Select(one => one.GetString()!));
            pressed += seen.GetProperty("pressed").GetInt32();
            typed += seen.GetProperty("typed").GetInt32();
        }

        Assert.True(found.Count == 0, string.Join("\n", found));
        Assert.True(pressed >= leastPressed && typed >= leastTyped, $"only {pressed} things pressed and {typed} fields typed into");
    }

    private static IEnumerable<string> Templates(string desk) =>
        typeof(AppHost).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false)).Select(route => route.Template)
            .Where(template => (template == desk || template.StartsWith(desk + "/", StringComparison.Ordinal)) && template != "/merchant/apply").Order(StringComparer.Ordinal);
}
