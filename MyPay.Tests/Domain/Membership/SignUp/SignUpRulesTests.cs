using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.SignUp;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.SignUp;

[Trait("Lane", "Fast")]
public sealed class SignUpRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void A_plain_form_passes_and_is_stored_in_one_form()
    {
        var clean = SignUpRules
            .Check(AMembership.Form(" JiWoo@Example.COM ", name: "  김  지우 ", phone: "+82 10-1234-5678"), Today)
            .Granted();

        Assert.Equal(("jiwoo@example.com", "김 지우", "01012345678"), (clean.Email, clean.Name, clean.Phone));
    }

    [Theory]
    [InlineData("a@b.co", true)]
    [InlineData("a.b+tag_1-2@mail.example.co.kr", true)]
    [InlineData("", false)]
    [InlineData("jiwoo", false)]
    [InlineData("@example.com", false)]
    [InlineData("a@example", false)]
    [InlineData("a..b@example.com", false)]
    [InlineData(".a@example.com", false)]
    [InlineData("a@-example.com", false)]
    [InlineData("a b@example.com", false)]
    [InlineData("a@example.com\n", true)] // spaces around are trimmed, whatever they are
    [InlineData("a@exam\nple.com", false)]
    [InlineData("지우@example.com", false)]
    [InlineData("a%b@example.com", false)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345@example.com", false)]
    public void E_mail(string typed, bool fine) =>
        Expect(SignUpRules.Email(typed), fine, "membership.sign_up.email_invalid");

    [Theory]
    [InlineData("Correct-horse-9", true)]
    [InlineData("긴비밀번호를쓰는사람", true)]
    [InlineData("short7!", false)]
    [InlineData("password123", false)]
    [InlineData("QWERTY1234", false)]
    [InlineData("aaaaaaaaaaaa", false)]
    [InlineData("my-JIWOO-2026", false)] // holds the e-mail's local part
    public void Password(string password, bool fine) =>
        Expect(SignUpRules.Password(password, "jiwoo@example.com"), fine, "membership.sign_up.password_weak");

    [Fact]
    public void A_password_may_have_128_characters_and_no_more()
    {
        var longest = string.Concat(Enumerable.Repeat("aB3-", 32));

        Expect(SignUpRules.Password(longest, "jiwoo@example.com"), true, "");
        Expect(SignUpRules.Password(longest + "x", "jiwoo@example.com"), false, "membership.sign_up.password_weak");
    }

    [Fact]
    public void A_short_local_part_forbids_nothing() =>
        Expect(SignUpRules.Password("Banana-split-4", "a@example.com"), true, "");

    [Theory]
    [InlineData("김지우", true)]
    [InlineData("Mary-Jane O'Neil", true)]
    [InlineData("Nguyễn Thị Ánh", true)]
    [InlineData("김", false)]
    [InlineData("", false)]
    [InlineData("김지우2", false)]
    [InlineData("김\u200B지우", false)] // zero width
    [InlineData("\u202E우지김", false)] // right-to-left override
    [InlineData("김\0지우", false)]
    [InlineData("😀😀😀", false)]
    [InlineData("\u3164\u3164\u3164", false)] // Hangul fillers: letters that nobody sees
    [InlineData("--", false)]
    public void Name(string typed, bool fine) =>
        Expect(SignUpRules.Name(typed), fine, "membership.sign_up.name_invalid");

    [Fact]
    public void A_name_has_at_most_forty_characters()
    {
        Expect(SignUpRules.Name(new string('가', 40)), true, "");
        Expect(SignUpRules.Name(new string('가', 41)), false, "membership.sign_up.name_invalid");
    }

    [Fact]
    public void A_name_typed_in_single_jamo_is_the_same_name() =>
        Assert.Equal("김지우", SignUpRules.Name("김지우".Normalize(System.Text.NormalizationForm.FormD)).Granted());

    [Theory]
    [InlineData("01012345678", "01012345678")]
    [InlineData("010-1234-5678", "01012345678")]
    [InlineData("010 1234 5678", "01012345678")]
    [InlineData("+821012345678", "01012345678")]
    [InlineData("０１０-１２３４-５６７８", "01012345678")]
    [InlineData("011-123-4567", "0111234567")]
    [InlineData("019-1234-5678", "01912345678")]
    [InlineData("010-123-4567", null)]
    [InlineData("02-123-4567", null)]
    [InlineData("010-1234-567a", null)]
    [InlineData("010-1234-56789", null)]
    [InlineData("", null)]
    public void Phone(string typed, string? digits)
    {
        Expect(SignUpRules.Phone(typed), digits is not null, "membership.sign_up.phone_invalid");
        if (digits is not null)
            Assert.Equal(digits, SignUpRules.Phone(typed).Granted());
    }

    [Theory]
    [InlineData("2012-11-22", null)] // fourteen today
    [InlineData("2012-11-23", "too_young")]
    [InlineData("2026-11-22", "too_young")]
    [InlineData("2026-11-23", "birth_invalid")]
    [InlineData("1899-12-31", "birth_invalid")]
    [InlineData(null, "birth_invalid")]
    public void Birth_date(string? typed, string? reason)
    {
        var result = SignUpRules.BirthDate(
            typed is null ? null : DateOnly.Parse(typed, System.Globalization.CultureInfo.InvariantCulture),
            Today
        );
        Expect(result, reason is null, $"membership.sign_up.{reason}");
    }

    [Theory]
    [InlineData("service")]
    [InlineData("e-finance")]
    [InlineData("privacy")]
    public void Every_required_consent_is_needed(string missing)
    {
        var form = AMembership.Form();
        var without = form with { Consents = [.. form.Consents.Where(c => c != missing)] };

        Assert.Equal("membership.sign_up.consent_missing", SignUpRules.Check(without, Today).Refused().Code);
    }

    [Fact]
    public void Marketing_is_kept_only_when_agreed_to()
    {
        var form = AMembership.Form();

        Assert.DoesNotContain(SignUpRules.Check(form, Today).Granted().Agreed, t => t.Code == "marketing");
        Assert.Contains(
            SignUpRules.Check(form with { Consents = [.. form.Consents, "marketing"] }, Today).Granted().Agreed,
            t => t.Code == "marketing"
        );
    }

    [Theory]
    [InlineData("01012345678", "010-****-5678")]
    [InlineData("0111234567", "011-***-4567")]
    public void A_phone_is_masked_in_its_middle(string digits, string masked) =>
        Assert.Equal(masked, SignUpRules.MaskPhone(digits));

    private static void Expect<T>(Result<T> result, bool fine, string code)
        where T : notnull
    {
        if (fine)
            result.Granted();
        else
            Assert.Equal(code, result.Refused().Code);
    }
}
