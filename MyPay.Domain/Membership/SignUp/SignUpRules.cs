using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Names;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>What a member may be called and reached by. Each rule answers the value as it is stored.</summary>
internal static partial class SignUpRules
{
    public const int YoungestAge = 14;
    public const int LongestName = 40;
    public const int LongestEmail = 254;
    private const int ShortestPassword = 8;
    private const int LongestPassword = 128;

    // Letters by their category, yet nothing to see: a name of fillers would look empty.
    private const string HangulFillers = "\u115F\u1160\u3164\uFFA0";

    /// <summary>All of the form, in the order in which it is filled in.</summary>
    public static Result<CleanForm> Check(SignUpForm form, DateOnly today)
    {
        if (!Email(form.Email).TryGet(out var email, out var refusal))
            return refusal;
        if (!Password(form.Password, email).TryGet(out _, out refusal))
            return refusal;
        if (!MemberName(form.Name).TryGet(out var name, out refusal))
            return refusal;
        if (!Phone(form.Phone).TryGet(out var phone, out refusal))
            return refusal;
        if (!BirthDate(form.BirthDate, today).TryGet(out var birthDate, out refusal))
            return refusal;
        if (Terms.Current.Any(t => t.Required && !form.Consents.Contains(t.Code)))
            return Invalid("consent_missing");

        var agreed = Terms.Current.Where(t => form.Consents.Contains(t.Code)).ToList();
        return new CleanForm(email, name, phone, birthDate, form.Language == "en" ? "en" : "ko", agreed);
    }

    /// <summary>What each field of the form has against it, in the order in which it is filled in.</summary>
    public static IReadOnlyList<Refusal> Problems(SignUpForm form, DateOnly today)
    {
        // A password is held against an address only once there is one.
        var hasEmail = Email(form.Email).TryGet(out var email, out var wrongEmail);
        Password(form.Password, hasEmail ? email! : "@").TryGet(out _, out var weak);
        MemberName(form.Name).TryGet(out _, out var wrongName);
        Phone(form.Phone).TryGet(out _, out var wrongPhone);
        BirthDate(form.BirthDate, today).TryGet(out _, out var wrongBirth);
        var missing = Terms.Current.Any(t => t.Required && !form.Consents.Contains(t.Code))
            ? new Refusal(RefusalKind.Invalid, "membership.sign_up.consent_missing")
            : null;
        return [.. new[] { wrongEmail, weak, wrongName, wrongPhone, wrongBirth, missing }.OfType<Refusal>()];
    }

    /// <summary>An address, in small letters. Its characters are those that Identity takes as a user name.</summary>
    public static Result<string> Email(string? typed)
    {
        var email = TypedText.Search(typed).ToLowerInvariant();
        return email.Length <= LongestEmail && EmailForm().IsMatch(email) ? email : Invalid("email_invalid");
    }

    /// <summary>
    /// 8–128 characters, not a common one, not holding the e-mail's local part (of three letters or more).
    /// </summary>
    public static Result<Done> Password(string? password, string email)
    {
        if (password is null || password.Length is < ShortestPassword or > LongestPassword)
            return Invalid("password_weak");
        if (CommonPasswords.Contains(password) || password.Distinct().Count() < 3)
            return Invalid("password_weak");

        var local = email[..email.IndexOf('@', StringComparison.Ordinal)];
        return local.Length >= 3 && password.Contains(local, StringComparison.OrdinalIgnoreCase)
            ? Invalid("password_weak")
            : default(Done);
    }

    /// <summary>
    /// 2–40 characters, letters with single spaces and the signs that names hold; nothing invisible, no digits, no
    /// emoji.
    /// </summary>
    public static Result<string> Name(string? typed)
    {
        // Judged before it is normalised: a lone surrogate or a zero-width sign is refused, not repaired.
        var text = (typed ?? "").Trim();
        if (text.Length > 4 * LongestName || !text.EnumerateRunes().All(MayStandInName))
            return Invalid("name_invalid");

        var name = string.Join(' ', TypedText.Line(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var letters = name.EnumerateRunes().Count(Rune.IsLetter);
        return letters >= 2 && name.Length <= LongestName ? name : Invalid("name_invalid");
    }

    /// <summary>As <see cref="Name"/>, and no name of an office: others read it when they are asked for money.</summary>
    public static Result<string> MemberName(string? typed)
    {
        if (!Name(typed).TryGet(out var name, out var refusal))
            return refusal;
        return OfficeNames.Pretends(name) ? Invalid("name_office") : name;
    }

    /// <summary>What two spellings of one name have in common: no spaces, no case, one form of each letter.</summary>
    public static string NameKey(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var sign in TypedText.Fold(name))
            if (!char.IsWhiteSpace(sign))
                key.Append(char.ToUpperInvariant(sign));
        return key.ToString();
    }

    /// <summary>
    /// A Korean mobile number, digits only: 010 with eleven digits, the older 011, 016–019 with ten or eleven. Written
    /// as <see cref="TypedPhone"/> reads it.
    /// </summary>
    public static Result<string> Phone(string? typed)
    {
        var text = TypedPhone.Digits(typed);
        return PhoneForm().IsMatch(text) ? text : Invalid("phone_invalid");
    }

    /// <summary>A real day of the past, 14 years ago at least, by today in Seoul.</summary>
    public static Result<DateOnly> BirthDate(DateOnly? typed, DateOnly today)
    {
        if (typed is not { } birthDate || birthDate > today || birthDate.Year < 1900)
            return Invalid("birth_invalid");
        return birthDate.AddYears(YoungestAge) <= today
            ? birthDate
            : new Refusal(RefusalKind.Invalid, "membership.sign_up.too_young", (long)YoungestAge);
    }

    /// <summary><c>010-****-1234</c>.</summary>
    public static string MaskPhone(string digits) =>
        $"{digits[..3]}-{new string('*', digits.Length - 7)}-{digits[^4..]}";

    /// <summary><c>ji***@mypay.test</c>.</summary>
    public static string MaskEmail(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at <= 0 ? "***" : string.Concat(email.AsSpan(0, Math.Min(2, at)), "***", email.AsSpan(at));
    }

    private static bool MayStandInName(Rune sign) =>
        Rune.GetUnicodeCategory(sign) switch
        {
            UnicodeCategory.UppercaseLetter
            or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter => !HangulFillers.Contains(sign.ToString(), StringComparison.Ordinal),
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => true,
            _ => sign.Value is ' ' or '-' or '\'' or '.' or '·' or '’',
        };

    private static Refusal Invalid(string reason) => new(RefusalKind.Invalid, $"membership.sign_up.{reason}");

    [GeneratedRegex(
        @"\A(?=[^@]{1,64}@)[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\z"
    )]
    private static partial Regex EmailForm();

    [GeneratedRegex(@"\A(010[0-9]{8}|01[16789][0-9]{7,8})\z")]
    private static partial Regex PhoneForm();
}

/// <summary>A form that passed every rule, as it is stored.</summary>
internal sealed record CleanForm(
    string Email,
    string Name,
    string Phone,
    DateOnly BirthDate,
    string Language,
    IReadOnlyList<Terms> Agreed
);
