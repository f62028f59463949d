using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Portals.Public;

public sealed class SignUpPageTests : IAsyncLifetime
{
    private const string Password = "Right-horse-77";
    private static readonly string[] Required =
    [
        .. Terms.Current.Where(terms => terms.Required).Select(terms => terms.Code),
    ];

    private AProduct product = null!;
    private APlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        browser = new APlainBrowser(await product.ListenAsync());
        await browser.OpenAsync("/signup");
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_joins_is_signed_in_and_chooses_a_pin_next()
    {
        await browser.SendAsync(Form());
        Assert.Equal("/signup/code", browser.Path);
        Assert.Null(await product.AskAsync((ISignIns s) => s.FindIdAsync("haneul@mypay.test")));
        await SendCodeAsync();

        Assert.Equal("/signup/pin", browser.Path);
        var member = await MemberAsync("haneul@mypay.test");
        Assert.True(member.IsPhoneProved);
        Assert.Equal(
            ("김하늘", "01077770001", new DateOnly(1990, 5, 14)),
            (member.Name, member.Phone, member.BirthDate)
        );
        Assert.Equal(
            Required,
            (await product.AskAsync((IMembers m) => m.ConsentsAsync(member.Id))).Select(consent => consent.Terms)
        );
    }

    [Fact]
    public async Task Every_field_says_what_is_wrong_with_it_and_what_was_typed_stays_but_for_the_password()
    {
        await browser.SendAsync(Form(phone: "010-1", birth: "1990-02-30", consents: ["service"]));

        Assert.Equal("/signup", browser.Path);
        Assert.Equal("membership.sign_up.phone_invalid", browser.Error);
        foreach (var field in new[] { "#phone", "#birth", "#consents" })
            Assert.Contains($"href=\"/signup{field}\"", browser.Page, StringComparison.Ordinal);
        Assert.Equal("haneul@mypay.test", browser.ValueOf("Input.Email"));
        Assert.Equal("010-1", browser.ValueOf("Input.Phone"));
        Assert.True(browser.IsChecked("Input.Agreed[service]"));
        Assert.False(browser.IsChecked("Input.Agreed[privacy]"));
        Assert.DoesNotContain(Password, browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_form_is_refused_field_by_field()
    {
        await browser.SendAsync();

        Assert.Equal("membership.sign_up.email_invalid", browser.Error);
        Assert.Contains("6곳", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_box_speaks_for_all_terms_without_any_script()
    {
        await browser.SendAsync([.. Form(consents: []), ("Input.All", "true")]);
        await SendCodeAsync();

        var member = await MemberAsync("haneul@mypay.test");
        Assert.Equal(Terms.Current.Count, (await product.AskAsync((IMembers m) => m.ConsentsAsync(member.Id))).Count);
    }

    [Fact]
    public async Task Two_presses_make_one_member_and_the_second_goes_on_like_the_first()
    {
        await browser.SendTwiceAsync(Form());
        Assert.Equal("/signup/code", browser.Path);
        Assert.Single(Directory.GetFiles(Path.Combine(product.DataDirectory, "sms"), "*.txt"));
        await browser.SendTwiceAsync(("Input.Code", product.CodeTo("01077770001")));

        Assert.Equal("/signup/pin", browser.Path);
        Assert.Null(browser.Error);
        await MemberAsync("haneul@mypay.test");
    }

    [Fact]
    public async Task Somebody_elses_address_is_taken()
    {
        await browser.SendAsync(Form());
        await SendCodeAsync();
        using var other = new APlainBrowser(product.Host.Address);
        await other.OpenAsync("/signup");

        await other.SendAsync(Form(phone: "010-7777-0002", password: "Another-horse-8"));

        Assert.Equal("membership.sign_up.email_taken", other.Error);
        Assert.Equal("/signup", other.Path);
    }

    [Fact]
    public async Task A_wrong_code_is_counted_and_five_end_it()
    {
        await browser.SendAsync(Form());
        for (var left = 4; left > 0; left--)
        {
            await browser.SendAsync(("Input.Code", "12345"));
            Assert.Equal("membership.phone_code.wrong", browser.Error);
            Assert.Contains($"{left}번 더", browser.Page, StringComparison.Ordinal);
        }

        await browser.SendAsync(("Input.Code", "12345"));
        Assert.Equal("membership.phone_code.no_tries_left", browser.Error);
        await SendCodeAsync();
        Assert.Equal("membership.phone_code.no_tries_left", browser.Error);
        Assert.Equal("/signup/code", browser.Path);
    }

    [Fact]
    public async Task The_demo_phone_shows_the_code_to_the_browser_that_asked_for_it_and_the_step_begins_again_elsewhere()
    {
        await browser.SendAsync(Form());
        Assert.Contains($"data-types=\"{product.CodeTo("01077770001")}\"", browser.Page, StringComparison.Ordinal);

        using var other = new APlainBrowser(product.Host.Address);
        await other.OpenAsync("/signup/code");
        Assert.DoesNotContain("data-types", other.Page, StringComparison.Ordinal);
        Assert.Contains("처음부터 다시", other.Page, StringComparison.Ordinal);
    }

    private Task SendCodeAsync() => browser.SendAsync(("Input.Code", product.CodeTo("01077770001")));

    private static (string, string)[] Form(
        string phone = "010-7777-0001",
        string birth = "900514",
        string password = Password,
        string[]? consents = null
    ) =>
        [
            ("Input.Email", "haneul@mypay.test"),
            ("Input.Password", password),
            ("Input.Name", "김하늘"),
            ("Input.Phone", phone),
            ("Input.Birth", birth),
            .. (consents ?? Required).Select(code => ($"Input.Agreed[{code}]", "true")),
        ];

    private async Task<MemberView> MemberAsync(string email)
    {
        var signIn = await product.AskAsync((ISignIns s) => s.FindIdAsync(email));
        return (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn!)))!;
    }
}
