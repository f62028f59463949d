using MyPay.Tests.Web.Api;
using Xunit;
using static MyPay.Tests.Web.Access.Who;

namespace MyPay.Tests.Web.Access;

/// <summary>
/// Every endpoint of the running product and every sort of visitor: sees it, is sent to sign in, is turned away, or is
/// told that there is no such thing, as <see cref="AccessMatrix"/> has it. A new address fails here until somebody says
/// whose it is; one of the merchant API until <see cref="RouteWalkTests"/> walks it.
/// </summary>
public sealed class AccessMatrixTests(AHouse house) : IClassFixture<AHouse>
{
    private static readonly Who[] BackOffice = [Operator, Approver, Auditor];

    /// <summary>What stands there is invented for readers.</summary>
    private static readonly string[] Samples = ["/docs", "/openapi/v1.json"];

    /// <summary>Words of somebody's own, and who may read them; the first of these does read them.</summary>
    private static readonly (string Words, Who[] Readers)[] Private =
    [
        ("점심값 🍱", [Member]),
        ("영화표", [Member]),
        ("원두", [Owner, Manager, Cashier]),
        ("order-2", [Owner, Manager, Cashier]),
        ("손님 요청", [Owner, Manager, Cashier]),
        ("http://127.0.0.1:9/orders", [Owner, Manager]),
        ("manager@mypay.test", [Owner, Manager]),
        ("별빵집", [OtherOwner]),
    ];

    [Fact]
    public void Every_address_has_its_place()
    {
        var people = house.Doors.Where(door => door.Call is null).ToList();

        None(
            people
                .Where(door => door.Place is null)
                .Select(door => $"{door} has no line in {nameof(AccessMatrix)}: who may be there?")
        );
        None(AccessMatrix.Without([.. people.Select(door => door.Place!)]));
        Assert.Equal(RouteWalkTests.Walked.Order(), house.Doors.Select(door => door.Call).OfType<string>().Order());
    }

    [Fact]
    public async Task Everybody_comes_as_far_as_they_may()
    {
        var visits = await house.WalkAsync();

        None(visits.Where(visit => !IsAsExpected(visit)).Select(visit => $"{visit}"));
        Assert.True(visits.Count > 2_000, $"Only {visits.Count} visits: the walk has lost its way.");
    }

    [Fact]
    public async Task What_is_anothers_looks_like_what_is_not_there()
    {
        var (wrong, compared) = (new List<string>(), 0);
        foreach (var door in house.Doors.Where(door => door is { Call: null, Method: "GET", Place.NoSuch: not null }))
        {
            foreach (var real in await house.AddressesOfAsync(door))
            {
                var missing = door.With(door.Place!.NoSuch!, real);
                foreach (var who in door.Place.Open)
                {
                    var nothing = await house.AskAsync(who, "GET", missing);
                    if (nothing.Status != 404)
                        wrong.Add($"{who} at {missing}: {nothing.Status}");
                    if (door.Place.Of(who) != Outcome.Missing)
                        continue;
                    compared++;
                    var foreign = await house.AskAsync(who, "GET", real);
                    if (foreign.Without(real, door.NameIn(real)) != nothing.Without(missing, door.Place.NoSuch!))
                        wrong.Add($"{who} can tell {real} from {missing}");
                }
            }
        }

        None(wrong);
        Assert.True(compared > 8, $"Only {compared} were compared.");
    }

    [Fact]
    public async Task Nobody_reads_what_is_anothers()
    {
        var pages = (await house.WalkAsync())
            .Where(visit => visit.Place is { IsForWhoHasTheLink: false, IsMachinery: false })
            .Where(visit => !Samples.Contains(visit.Address) && !BackOffice.Contains(visit.Who))
            .ToList();
        var found = new List<string>();
        foreach (var (words, readers) in Private)
        {
            var seen = pages.Where(visit => visit.Answer.Body.Contains(words, StringComparison.Ordinal)).ToList();
            found.AddRange(
                seen.Where(visit => !readers.Contains(visit.Who))
                    .Select(visit => $"{visit.Who} reads {words} at {visit.Address}")
            );
            if (!seen.Exists(visit => visit.Who == readers[0]))
                found.Add($"{readers[0]} never reads {words}: the walk guards nothing");
        }

        None(found);
    }

    [Fact]
    public async Task A_persons_cookie_opens_no_door_of_the_api()
    {
        var wrong = new List<string>();
        foreach (var door in house.Doors.Where(door => door.Call is not null))
        {
            var address = System.Text.RegularExpressions.Regex.Replace(
                door.Address,
                @"\{\w+\}",
                "T0000000000000000000"
            );
            foreach (var who in Enum.GetValues<Who>())
                if ((await house.AskAsync(who, door.Method, address)).Status is not 401 and var status)
                    wrong.Add($"{who} at {door}: {status}");
        }

        None(wrong);
    }

    private static void None(IEnumerable<string> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static bool IsAsExpected(Visit visit)
    {
        var ((status, to, _), place) = (visit.Answer, visit.Place);
        return place.Of(visit.Who) switch
        {
            Outcome.SignIn => (status == 302 && to == "/login")
                || (status == 401 && visit.Door is { IsPage: false, Method: not "GET" })
                || (status == 400 && visit.Door is { IsPage: true, Method: "POST" } && place.IsForWhoHasTheLink),
            Outcome.Forbidden => status == 403,
            // A page takes its own forms only: whose they are is asked behind them, so a bare one tells nothing of the
            // thing.
            _ when visit.Door is { IsPage: true, Method: "POST" } => status == 400,
            Outcome.Missing => status == 404,
            _ when place.IsForTheSignedOut && visit.Who != Nobody => status == 302
                && to is "/wallet" or "/merchant" or "/admin",
            _ => place.Says.Contains(status),
        };
    }
}
