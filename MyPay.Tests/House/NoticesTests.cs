using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using MyPay.Domain.Franchise;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Membership;
using MyPay.Tests.Web.Api;
using MyPay.Web.Portals;
using MyPay.Web.Portals.Merchant.Notices;
using MyPay.Web.Portals.Wallet.Notifications;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>Whatever is published or happens to a shop reaches somebody.</summary>
[Collection(ApiCollection.Name)]
public sealed class NoticesTests(AnApi api)
{
    // Events that nobody listens to, and why. An empty list is the best one.
    private static readonly Dictionary<string, string> Unheard = new(StringComparer.Ordinal);

    // Steps that the shop's people are not told of, and why.
    private static readonly Dictionary<ReviewStep, string> Untold = new()
    {
        [ReviewStep.Applied] = "the applicant's own act, on the page that says so; nobody else works there yet",
        [ReviewStep.AccountProved] = "the applicant's own act, on the page that says so; nobody else works there yet",
        [ReviewStep.Answered] = "the applicant's own act, on the page that says so; nobody else works there yet",
        [ReviewStep.ClosingTakenBack] = "everything stays as it was",
    };

    public static TheoryData<NoticeEvent> All => new(Enum.GetValues<NoticeEvent>());

    public static TheoryData<NoticeEvent> OfShops =>
        new(Enum.GetValues<NoticeEvent>().Where(e => Notice.KindOf(e) == NoticeKind.Shop));

    [Fact]
    public async Task Every_event_of_the_outbox_has_a_listener_or_a_reason_to_have_none()
    {
        var product = Directory
            .GetFiles(AppContext.BaseDirectory, "MyPay.*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != "MyPay.Tests");
        var events = product
            .SelectMany(name => Assembly.Load(name).GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IOutboxEvent)))
            .Select(type => (string)type.GetProperty(nameof(IOutboxEvent.EventName))!.GetValue(null)!)
            .Order()
            .ToList();
        var heard = await api.Product.AskAsync(
            (IEnumerable<OutboxConsumer> consumers) => Task.FromResult(consumers.Select(c => c.EventName).ToHashSet())
        );

        Assert.Contains("payment.happened", events);
        Assert.Equal(events, events.Where(e => heard.Contains(e) || Unheard.ContainsKey(e)));
        Assert.DoesNotContain(Unheard.Keys, e => heard.Contains(e) || !events.Contains(e));
    }

    [Fact]
    public void Every_step_between_a_shop_and_the_back_office_is_told_or_has_a_reason_not_to_be() =>
        Assert.All(
            Enum.GetValues<ReviewStep>(),
            step => Assert.True(ReviewRow.ToldAs(step) is null == Untold.ContainsKey(step), $"{step}")
        );

    [Theory]
    [MemberData(nameof(All))]
    public void Every_notice_is_told_by_somebody(NoticeEvent happened)
    {
        var tellers = Sources
            .Under("MyPay.Domain")
            .Concat(Sources.Under("MyPay.Web/Identity"))
            .Where(file =>
                !file.Path.EndsWith("INotices.cs", StringComparison.Ordinal)
                && !file.Path.EndsWith("ShopNotifying.cs", StringComparison.Ordinal)
            );
        Assert.Contains(tellers, file => Regex.IsMatch(file.Text, $@"NoticeEvent\.{happened}\b"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_notice_has_words_in_both_languages(NoticeEvent happened)
    {
        var notice = NoticeOf(happened);
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = new("ko");
            Assert.Matches("[가-힣].*요$", NoticeWords.Title(notice));
            CultureInfo.CurrentUICulture = new("en");
            Assert.DoesNotMatch("[가-힣]", NoticeWords.Title(notice).Replace("원", "", StringComparison.Ordinal));
            Assert.DoesNotMatch("[가-힣]", NoticeWords.Text(notice) ?? "");
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(OfShops))]
    public void What_a_shop_is_told_leads_to_a_page(NoticeEvent happened)
    {
        var notice = NoticeOf(happened);
        Assert.True(
            KnownPages.Has(ShopNoticeWords.Address(notice).Replace("/S1", "/{Id}", StringComparison.Ordinal)),
            ShopNoticeWords.Address(notice)
        );
    }

    private static NoticeView NoticeOf(NoticeEvent happened) =>
        new(
            Guid.NewGuid(),
            happened,
            Notice.KindOf(happened),
            "x",
            MyPay.Domain.Kernel.Won.Of(1_000),
            "S1",
            null,
            DateTimeOffset.UnixEpoch,
            false
        );
}
