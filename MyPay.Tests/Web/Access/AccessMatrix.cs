using static MyPay.Tests.Web.Access.Who;

namespace MyPay.Tests.Web.Access;

/// <summary>
/// Who may be where, as product.md and the contracts have it; nothing of it is read out of the product. Of the lines
/// that fit an address the most exact one counts.
/// </summary>
internal static class AccessMatrix
{
    private static readonly Who[] Everybody = Enum.GetValues<Who>();
    private static readonly Who[] SignedIn = [.. Everybody.Where(who => who != Nobody)];
    private static readonly Who[] Members = [Member, OtherMember];
    private static readonly Who[] Tills = [Owner, Manager, Cashier, OtherOwner];
    private static readonly Who[] Managers = [Owner, Manager, OtherOwner];
    private static readonly Who[] Owners = [Owner, OtherOwner];
    private static readonly Who[] BackOffice = [Operator, Approver, Auditor];
    private static readonly Who[] Cafe = [Owner, Manager, Cashier];
    private static readonly Who[] James = [Member];

    private static readonly Place[] Places =
    [
        // Public: what is told to all, and what leads in.
        new("/", Everybody),
        new("/docs", Everybody),
        new("/notices", Everybody),
        new("/notices/{Id}", Everybody),
        new("/merchant/apply", Everybody),
        new("/login", Everybody) { IsForTheSignedOut = true },
        new("/login/code", Everybody),
        new("/login/forgot", Everybody),
        new("/login/reset", Everybody),
        new("/signup", Everybody) { IsForTheSignedOut = true },
        new("/signup/code", Everybody),
        new("/mail/confirm", Everybody),
        new("/mail/pin", Everybody),
        new("/freeze/{Token}", Everybody),
        new("/mail/undo", Everybody),
        new("/mail/stop", Everybody),
        new("/status/{Code:int}", Everybody),
        new("/not-found", Everybody),
        new("/forbidden", Everybody),
        new("/error", Everybody),
        new("/receipt/{Code}", Everybody) { NoSuch = "ABCDEFGHJKLM", IsForWhoHasTheLink = true },
        // Checkout: the shop gives the address to its customer, who signs in to pay.
        new("/pay/{Tid}", SignedIn) { NoSuch = "T0000000000000000000", IsForWhoHasTheLink = true },
        new("/q/{Code}", Members) { NoSuch = "nothing-there", IsForWhoHasTheLink = true },
        // The wallet is a member's. Ways of signing in are everybody's own: staff have passwords, passkeys and second
        // factors too.
        new("/signup/pin", Members),
        new("/wallet/**", Members),
        new("/wallet/settings/security", SignedIn),
        new("/wallet/settings/password", SignedIn),
        new("/wallet/settings/passkeys", SignedIn),
        new("/wallet/settings/two-step", SignedIn),
        new("/wallet/settings/devices", SignedIn),
        new("/wallet/history/{Number:long}", Members) { Whose = James, NoSuch = "987654321" },
        new("/wallet/recurring/{Sid}", Members) { Whose = James, NoSuch = "S0000000000000000000" },
        new("/wallet/requests/{Id:guid}/pay", Members)
        {
            Whose = James,
            NoSuch = "0190a5d4-0000-7000-8000-000000000001",
        },
        new("/wallet/statements/{Month}", Members) { Whose = James, NoSuch = "2020-02" },
        new("/wallet/statements/{Month}/print", Members) { Whose = James, NoSuch = "2020-02" },
        new("/wallet/statements/{month}/statement.{form:regex(^(csv|xlsx)$)}", Members)
        {
            Whose = James,
            NoSuch = "2020-02",
        },
        // The shop: a cashier sells, and sees no settlements; people are the owner's matter.
        // No line for all of it: each new page says whose it is.
        new("/merchant", Tills),
        new("/merchant/pos", Tills),
        new("/merchant/qr", Tills),
        new("/merchant/payments", Tills),
        new("/merchant/payments/{Tid}", Tills) { Whose = Cafe, NoSuch = "T0000000000000000000" },
        new("/merchant/payments.csv", Managers),
        new("/merchant/notices", Managers),
        new("/merchant/recurring", Managers),
        new("/merchant/settings", Managers),
        new("/merchant/developers", Managers),
        new("/merchant/developers/events", Managers),
        new("/merchant/settlements", Managers),
        new("/merchant/settlements/{Id}", Managers) { Whose = Cafe, NoSuch = "nothing-there" },
        new("/merchant/settlements/{id}/print", Managers) { Whose = Cafe, NoSuch = "nothing-there" },
        new("/merchant/settlements/{id}/statement.{form:regex(^(csv|xlsx)$)}", Managers)
        {
            Whose = Cafe,
            NoSuch = "nothing-there",
        },
        new("/merchant/staff", Owners),
        // The back office: all three roles look at all of it; who may act is asked again by each act.
        new("/admin/**", BackOffice),
        new("/admin/members/{Id}", BackOffice) { NoSuch = "0190a5d4000070008000000000000001" },
        new("/admin/payments/{Tid}", BackOffice) { NoSuch = "T0000000000000000000" },
        new("/admin/bank-calls/{Id}", BackOffice) { NoSuch = "0190a5d4000070008000000000000001" },
        new("/admin/certificates/{Date}", BackOffice) { NoSuch = "2020-02-03" },
        new("/admin/certificates/{date}/certificate.json", BackOffice) { NoSuch = "2020-02-03" },
        new("/admin/ledger/accounts/{Code}", BackOffice) { NoSuch = "wallet:0190a5d4000070008000000000000001" },
        new("/admin/ledger/slips/{Seq}", BackOffice) { NoSuch = "987654321" },
        new("/admin/settlements/{Id}", BackOffice) { NoSuch = "nothing-there" },
        new("/admin/settlements/{id}/print", BackOffice) { NoSuch = "nothing-there" },
        new("/admin/settlements/{id}/statement.{form:regex(^(csv|xlsx)$)}", BackOffice) { NoSuch = "nothing-there" },
        // Calls, asked without the page's token: it is refused before anything happens.
        new("POST /preferences/language", Everybody) { Says = [400] },
        // who is signed out already has nothing that a token would protect
        new("POST /logout", Everybody) { Says = [400, 302] },
        // a mail program's press, without the link that it presses
        new("POST /mail/stop/now", Everybody) { Says = [404] },
        new("POST /csp-reports", Everybody) { Says = [415] },
        new("POST /passkeys/sign-in", Everybody) { Says = [400] },
        new("POST /passkeys/proof", SignedIn) { Says = [400] },
        new("POST /passkeys/proof/answer", SignedIn) { Says = [400], TakesJson = true },
        new("POST /passkeys/new", SignedIn) { Says = [400] },
        new("POST /passkeys/new/answer", SignedIn) { Says = [400], TakesJson = true },
        new("POST /{**nowhere}", Everybody) { Says = [404] },
        new("PUT /{**nowhere}", Everybody) { Says = [404] },
        new("PATCH /{**nowhere}", Everybody) { Says = [404] },
        new("DELETE /{**nowhere}", Everybody) { Says = [404] },
        // Machines. The doors of the API know keys, not people; their calls are walked by RouteWalkTests.
        new("/online/{**rest}", Everybody) { Says = [404] },
        new("/v1/{**rest}", Everybody) { Says = [404] },
        new("/openapi/{documentName}.json", Everybody),
        new("/healthz/live", Everybody),
        new("/healthz/ready", Everybody),
        new("/_blazor/**", Everybody) { IsMachinery = true, Says = [403] }, // asked by no page of ours
        new("/_framework/**", Everybody) { IsMachinery = true, Says = [200, 400] },
        new("/_content/**", Everybody) { IsMachinery = true },
        new("/css/**", Everybody) { IsMachinery = true },
        new("/js/**", Everybody) { IsMachinery = true },
        new("/img/**", Everybody) { IsMachinery = true },
        new("/sw.js", Everybody) { IsMachinery = true },
        new("/offline.html", Everybody) { IsMachinery = true },
        new("/manifest.webmanifest", Everybody) { IsMachinery = true },
        new("/{**path:file}", Everybody) { IsMachinery = true, Says = [404] },
    ];

    /// <summary>Where an address stands; null: nobody has said who may be there.</summary>
    /// <param name="method">Null for pages: their forms are open to whom the page is.</param>
    public static Place? Of(string? method, string address)
    {
        var fits = Places.Where(place => place.Fit(address) >= 0).ToList();
        if (fits.Find(place => place.IsMachinery) is { } machinery)
            return machinery;
        return method is null or "GET"
            ? fits.MaxBy(place => place.Fit(address))
            : Places.SingleOrDefault(place => place.Address == $"{method} {address}");
    }

    /// <summary>Lines that speak of no address.</summary>
    public static IEnumerable<string> Without(IReadOnlyCollection<Place> used) =>
        Places.Except(used).Select(place => place.Address);
}
