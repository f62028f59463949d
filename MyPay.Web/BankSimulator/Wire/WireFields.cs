using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MyPay.Web.BankSimulator.Accounts;

namespace MyPay.Web.BankSimulator.Wire;

/// <summary>What is wrong with a request: the code it is answered with and the first field to blame.</summary>
internal sealed record Flaw(string Code, string Field);

/// <summary>
/// Reads a request strictly and remembers the first flaw, so that a handler reads straight down. All values are JSON
/// strings; an optional field may be absent or empty; a field nobody asked for is a flaw too, because a misspelt one
/// must show.
/// </summary>
internal sealed partial class WireFields
{
    private static readonly AccountKey Nowhere = new("", "");

    private readonly JsonObject body;
    private readonly HashSet<string> asked = [];
    private readonly List<WireFields> rows = [];
    private readonly string badFormat;
    private Flaw? flaw;

    public WireFields(JsonObject? body, string badFormat = Outcome.BadFormat)
    {
        this.body = body ?? [];
        this.badFormat = badFormat;
        if (body is null)
            Spoil("body");
    }

    /// <summary>The first flaw of this object or its rows, once everything has been asked for.</summary>
    public Flaw? FindFlaw() =>
        flaw
        ?? rows.Select(row => row.FindFlaw()).FirstOrDefault(found => found is not null)
        ?? body.Where(field => !asked.Contains(field.Key))
            .Select(field => new Flaw(badFormat, field.Key))
            .FirstOrDefault();

    public void Spoil(string field, string? code = null) => flaw ??= new(code ?? badFormat, field);

    public string? Optional(string name, int longest)
    {
        asked.Add(name);
        if (body[name] is not { } node)
            return null;
        if (node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length <= longest)
            return text.Length == 0 ? null : text;
        Spoil(name);
        return null;
    }

    public string Text(string name, int longest) => Optional(name, longest) ?? Missing(name);

    public string OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var text = Text(name, int.MaxValue);
        if (!allowed.Contains(text))
            Spoil(name);
        return text;
    }

    public string Digits(string name, int shortest, int longest)
    {
        var text = Text(name, longest);
        if (text.Length < shortest || !text.All(char.IsAsciiDigit))
            Spoil(name);
        return text;
    }

    public string Moment(string name, string format)
    {
        var text = Text(name, format.Length);
        if (!BankTime.IsMoment(text, format))
            Spoil(name);
        return text;
    }

    public string BankTranId(string name = "bank_tran_id")
    {
        var text = Text(name, 20);
        if (!BankTranIdForm().IsMatch(text))
            Spoil(name);
        return text;
    }

    public long Amount(string name = "tran_amt")
    {
        var text = Text(name, 12);
        if (AmountForm().IsMatch(text))
            return long.Parse(text, CultureInfo.InvariantCulture);
        Spoil(name);
        return 0;
    }

    public AccountKey FintechAccount(string name = "fintech_use_num")
    {
        var account = AccountKey.FromFintechNumber(Text(name, 24));
        if (account is null)
            Spoil(name, Outcome.BadFintechNumber);
        return account ?? Nowhere;
    }

    /// <summary>
    /// A bank of the directory and a number in digits. Whether the number can exist is the bank's answer, not a matter
    /// of form.
    /// </summary>
    public AccountKey BankAccount(string bankName = "bank_code_std", string numberName = "account_num")
    {
        var bank = Digits(bankName, 3, 3);
        if (!BankDirectory.Knows(bank))
            Spoil(bankName);
        return new(bank, Digits(numberName, 1, 16));
    }

    public List<WireFields> Rows(string name, int most)
    {
        asked.Add(name);
        if (body[name] is not JsonArray { Count: > 0 } list || list.Count > most)
            Spoil(name);
        else
            rows.AddRange(list.Select(row => new WireFields(row as JsonObject, badFormat)));
        return rows;
    }

    private string Missing(string name)
    {
        Spoil(name);
        return "";
    }

    [GeneratedRegex("^[A-Z0-9]{10}U[A-Z0-9]{9}$", RegexOptions.CultureInvariant)]
    private static partial Regex BankTranIdForm();

    [GeneratedRegex("^[1-9][0-9]{0,11}$", RegexOptions.CultureInvariant)]
    private static partial Regex AmountForm();
}
