using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Franchise;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Access;

/// <summary>
/// A product with some days behind it, and one of each sort of visitor at its doors, signed in as a browser is.
/// </summary>
public sealed partial class AHouse : IAsyncLifetime
{
    private const string Password = "MyPay!2026";
    private readonly ALivedInProduct lived = new();
    private readonly Dictionary<Who, HttpClient> people = [];
    private Task<IReadOnlyList<Visit>>? walk;

    /// <summary>Every endpoint.</summary>
    internal IReadOnlyList<Door> Doors { get; private set; } = [];

    internal AProduct Product => lived.Product;

    internal MemberView Stranger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await lived.InitializeAsync();
        Doors = Door.Of(Product.Host.App.Services.GetRequiredService<EndpointDataSource>());
        Stranger = await Product.MemberAsync("남궁별");
        await Product.FranchiseAsync(7, "별빵집");
        (
            await Product.AskAsync(
                (IFranchiseDesk d) =>
                    d.AddStaffAsync(
                        Product.Host.DemoShop!.Shop.Id,
                        "manager@mypay.test",
                        Password,
                        "모닝커피 매니저",
                        StaffRole.Manager
                    )
            )
        ).Granted();
        people[Who.Nobody] = ClientOf(new CookieContainer());
        await SignInAsync(Who.Member, "james@mypay.test");
        await SignInAsync(Who.OtherMember, Stranger.Email);
        await SignInAsync(Who.Owner, "owner@mypay.test");
        await SignInAsync(Who.Manager, "manager@mypay.test");
        await SignInAsync(Who.Cashier, "cashier@mypay.test");
        await SignInAsync(Who.OtherOwner, "owner7@shop.example", AMembership.Password);
        await SignInAsync(Who.Operator, "admin@mypay.test");
        await SignInAsync(Who.Approver, "approver@mypay.test");
        await SignInAsync(Who.Auditor, "auditor@mypay.test");
    }

    public async Task DisposeAsync()
    {
        foreach (var person in people.Values)
            person.Dispose();
        await lived.DisposeAsync();
    }

    /// <summary>Everybody at every door that has a place, once.</summary>
    internal Task<IReadOnlyList<Visit>> WalkAsync() => walk ??= WalkOnceAsync();

    /// <summary>The addresses behind a door, with real things of James's or the café's in their gaps.</summary>
    internal async Task<IReadOnlyList<string>> AddressesOfAsync(Door door) =>
        door.Address switch
        {
            "/openapi/{documentName}.json" => ["/openapi/v1.json"],
            "/admin/certificates/{date}/certificate.json" =>
            [
                await RealAsync("/admin/certificates/{Date}") + "/certificate.json",
            ],
            _ when door.Address.EndsWith("/statement.{form:regex(^(csv|xlsx)$)}", StringComparison.Ordinal) =>
            [
                await FolderAsync(door.Address) + "/statement.csv",
                await FolderAsync(door.Address) + "/statement.xlsx",
            ],
            _ when door.Address.EndsWith("/settlements/{id}/print", StringComparison.Ordinal) =>
            [
                await FolderAsync(door.Address) + "/print",
            ],
            _ when door.Address.Contains("{**", StringComparison.Ordinal) =>
            [
                CatchAll().Replace(door.Address, "nowhere/at-all.txt"),
            ],
            _ => [await RealAsync(door.Address)],
        };

    /// <summary>Asks without following, without any form.</summary>
    internal async Task<Answer> AskAsync(Who who, string method, string address, bool asJson = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (asJson)
            request.Content = new StringContent("{}", null, "application/json");
        else if (method is not "GET")
            request.Content = new FormUrlEncodedContent([]);
        using var answer = await people[who].SendAsync(request);
        var to = answer.Headers.Location is { } location
            ? new Uri(people[who].BaseAddress!, location).AbsolutePath
            : null;
        return new((int)answer.StatusCode, to, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private async Task<string> FolderAsync(string template)
    {
        var page = template[..template.LastIndexOf('/')];
        return await RealAsync(
            page.Replace("{id}", "{Id}", StringComparison.Ordinal)
                .Replace("{month}", "{Month}", StringComparison.Ordinal)
        );
    }

    private async Task<string> RealAsync(string template) =>
        await lived.PlaceOfAsync(template)
        ?? throw new InvalidOperationException(
            $"{template} has a gap: say in {nameof(ALivedInProduct)} what real thing fills it."
        );

    private async Task<IReadOnlyList<Visit>> WalkOnceAsync()
    {
        var asked = new List<(Door Door, Place Place, string Address)>();
        foreach (var door in Doors.Where(door => door.Call is null))
        {
            if (door.Place is not { } place)
                continue;
            asked.AddRange((await AddressesOfAsync(door)).Select(address => (door, place, address)));
        }

        // Each person opens one door after another; the people come at once.
        var walks = people.Keys.Select(async who =>
        {
            var seen = new List<Visit>();
            foreach (var (door, place, address) in asked.Where(at => who == Who.Nobody || !at.Place.IsMachinery))
                seen.Add(new(who, door, place, address, await AskAsync(who, door.Method, address, place.TakesJson)));
            return seen;
        });
        return [.. (await Task.WhenAll(walks)).SelectMany(seen => seen)];
    }

    private async Task SignInAsync(Who who, string email, string password = Password)
    {
        using var browser = new APlainBrowser(lived.Address);
        await browser.OpenAsync("/login");
        await browser.SendAsync(("Input.Email", email), ("Input.Password", password));
        Assert.DoesNotContain("/login", browser.Path, StringComparison.Ordinal);
        people[who] = ClientOf(browser.Cookies);
    }

    private HttpClient ClientOf(CookieContainer cookies) =>
        new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = new(lived.Address),
        };

    [GeneratedRegex(@"\{\*\*[\w:]+\}")]
    private static partial Regex CatchAll();
}

/// <summary>An answer as it came; where it leads, when it leads on.</summary>
internal sealed partial record Answer(int Status, string? To, string Body)
{
    /// <summary>
    /// The body without what is of this one answer: tokens, sealed state, and the words of the address itself.
    /// </summary>
    public string Without(string address, string name)
    {
        var plain = Nonce().Replace(Comment().Replace(Body, ""), "");
        foreach (var here in new[] { Uri.EscapeDataString(address), address })
            plain = plain.Replace(here, "(here)", StringComparison.Ordinal);
        // a number is found in any page
        return name.Length > 3 ? plain.Replace(name, "(it)", StringComparison.Ordinal) : plain;
    }

    [GeneratedRegex("<!--Blazor.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""(?<= nonce=")[^"]+|(?<=name="__RequestVerificationToken" value=")[^"]+|(?<=name="theme-)\w+""")]
    private static partial Regex Nonce();
}

/// <summary>Somebody at a door, and what they were answered.</summary>
internal sealed record Visit(Who Who, Door Door, Place Place, string Address, Answer Answer)
{
    public override string ToString() =>
        $"{Who} at {Door.Method} {Address}: {Answer.Status}{(Answer.To is { } to ? $" to {to}" : "")}, "
        + $"expected: {Place.Of(Who)}";
}
