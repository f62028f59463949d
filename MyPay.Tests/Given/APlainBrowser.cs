using System.Net;
using System.Text.RegularExpressions;

namespace MyPay.Tests.Given;

/// <summary>
/// A browser without scripts: follows redirects, keeps cookies, sends the one form of a page with what the page itself
/// put into it.
/// </summary>
internal sealed partial class APlainBrowser : IDisposable
{
    private readonly HttpClient http;

    public APlainBrowser(string address) =>
        http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = new Uri(address) };

    public CookieContainer Cookies { get; } = new();

    /// <summary>The address that stands in the browser.</summary>
    public string Path { get; private set; } = "/";

    public HttpStatusCode Status { get; private set; }

    /// <summary>The page, its character references read.</summary>
    public string Page { get; private set; } = "";

    public Task OpenAsync(string path) => ReadAsync(() => http.GetAsync(path));

    /// <summary>Fills in the main form of the page and sends it.</summary>
    public Task SendAsync(params (string Name, string Value)[] fields)
    {
        var content = Form(fields);
        return ReadAsync(() => http.PostAsync(Path, content));
    }

    /// <summary>
    /// Sends another form of the page, named by its id; the fields stand for what a script would have put into it.
    /// </summary>
    public Task SendFormAsync(string id, params (string Name, string Value)[] fields)
    {
        var form = Regex.Match(Page, $"<form[^>]*id=\"{id}\".*?</form>", RegexOptions.Singleline).Value;
        var hidden = Hidden()
            .Matches(form)
            .Select(input => KeyValuePair.Create(input.Groups[1].Value, input.Groups[2].Value));
        var content = new FormUrlEncodedContent(
            hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))
        );
        return ReadAsync(() => http.PostAsync(Path, content));
    }

    /// <summary>Presses the button twice: the browser shows what the second press is answered.</summary>
    public async Task SendTwiceAsync(params (string Name, string Value)[] fields)
    {
        var (first, second) = (Form(fields), Form(fields));
        var early = http.PostAsync(Path, first);
        await ReadAsync(() => http.PostAsync(Path, second));
        (await early).Dispose();
    }

    /// <summary>The code of the error note; null when there is none.</summary>
    public string? Error => ErrorNote().Match(Page) is { Success: true } note ? note.Groups[1].Value : null;

    /// <summary>What stands in a field.</summary>
    public string? ValueOf(string name) =>
        Input(name) is { } input && Value().Match(input) is { Success: true } value ? value.Groups[1].Value : null;

    public bool IsChecked(string name) => Input(name)?.Contains(" checked", StringComparison.Ordinal) == true;

    public void Dispose() => http.Dispose();

    private string? Input(string name) =>
        Inputs()
            .Matches(Page)
            .Select(input => input.Value)
            .FirstOrDefault(input => input.Contains($"name=\"{name}\"", StringComparison.Ordinal));

    private FormUrlEncodedContent Form((string Name, string Value)[] fields)
    {
        var form = MainForm().Match(Page).Value;
        var hidden = Hidden()
            .Matches(form)
            .Select(input => KeyValuePair.Create(input.Groups[1].Value, input.Groups[2].Value));
        return new(hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
    }

    private async Task ReadAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var answer = await ask();
        Path = answer.RequestMessage!.RequestUri!.PathAndQuery;
        Status = answer.StatusCode;
        Page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("data-testid=\"error\" data-code=\"([^\"]+)\"")]
    private static partial Regex ErrorNote();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<form[^>]*data-once.*?</form>", RegexOptions.Singleline)]
    private static partial Regex MainForm();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
