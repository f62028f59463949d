using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// A browser that translates the page replaces every text in it; what is said later is seen all the same.
/// </summary>
[Collection(nameof(Gallery))]
public sealed class TranslatedJourneys(ABrowser browser, ALivedInProduct product)
{
    // As browsers do it: each text goes, and two nested font elements come.
    private const string Translate = """
        () => {
          const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT, node =>
            node.data.trim() && !node.parentElement.closest('[translate=no], font, script') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
          const texts = [];
          while (walker.nextNode()) texts.push(walker.currentNode);
          for (const text of texts) {
            const [outer, inner] = [document.createElement('font'), document.createElement('font')];
            inner.textContent = 'T:' + text.data;
            outer.append(inner);
            text.parentNode.replaceChild(outer, text);
          }
          return texts.length;
        }
        """;

    [Fact]
    public async Task What_a_translated_page_says_goes_on_with_what_is_typed()
    {
        await using var james = await browser.PersonAsync(product.Address);
        await james.SignInAsync("james@mypay.test");
        await Assertions.Expect(james.Test("balance").First.Locator("[translate=no]")).ToHaveCountAsync(1);
        await james.GoAsync("/wallet/charge");
        await james.FillAsync("amount", "10000");
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("10,000원 충전하기");
        Assert.True(await james.Page.EvaluateAsync<int>(Translate) > 5);
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("T:10,000원 충전하기");

        await james.Test("amount").FillAsync("30000");
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("30,000원 충전하기");
        await Assertions.Expect(james.Page.Locator(".balance-line")).ToContainTextAsync("→");
        await Assertions.Expect(james.Page.Locator(".balance-line")).Not.ToContainTextAsync("T:");

        await james.Test("amount").FillAsync("9999999"); // texts come and go where translated ones stood
        await Assertions.Expect(james.Page.Locator(".won-input .problem")).ToContainTextAsync("까지 충전할 수 있어요");
        await james.Test("amount").FillAsync("20000");
        await james.Page.EvaluateAsync(Translate);
        await james.Test("submit").ClickAsync();
        await Assertions.Expect(james.Page.Locator(".confirm")).ToContainTextAsync("20,000원");
        await james.Page.EvaluateAsync(Translate);
        await james.SubmitAsync();
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        await Assertions.Expect(james.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }
}
