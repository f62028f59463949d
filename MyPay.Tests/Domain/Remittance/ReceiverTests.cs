using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Remittance;

/// <summary>Neither members nor the holders of accounts can be leafed through.</summary>
public sealed class ReceiverTests : IAsyncLifetime
{
    private const string Address = "203.0.113.7";
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_stranger_is_found_by_the_whole_number_or_address_under_a_masked_name()
    {
        var (asker, other) = (await product.MemberAsync("김보냄"), await product.MemberAsync("박서준"));

        foreach (var typed in new[] { other.Phone, other.Email, $" {other.Email.ToUpperInvariant()} " })
            Assert.Equal(("박**", other.Id), await OneAsync(asker, typed));
        Assert.Empty(await FindAsync(asker, "박서준"));
        Assert.Empty(await FindAsync(asker, other.Phone[..^1]));
        Assert.Empty(await FindAsync(asker, asker.Phone));
    }

    [Fact]
    public async Task Whoever_sent_or_was_sent_to_is_found_under_the_whole_name_once_the_money_is_there()
    {
        var sender = await product.MemberWithAsync(50_000, "김보냄");
        var receiver = await product.MemberAsync("박서준");
        var waiting = await SendAsync(sender, receiver, wait: true);
        Assert.Equal("박**", (await OneAsync(sender, receiver.Phone)).Name);
        Assert.Equal("김**", (await OneAsync(receiver, sender.Phone)).Name);

        (await product.Remittances(r => r.AcceptAsync(receiver.Id, waiting.Id))).Granted();
        Assert.Equal("박서준", (await OneAsync(sender, receiver.Phone)).Name);
        Assert.Equal("김보냄", (await OneAsync(receiver, sender.Email)).Name);
        Assert.Equal([receiver.Id], (await FindAsync(sender, "박 서준")).Select(c => c.Id)); // a contact, by name
        Assert.Empty(await FindAsync(receiver, "김보냄")); // the receiver has sent nobody anything
    }

    [Fact]
    public async Task Twenty_new_look_ups_a_day_found_or_not_and_the_same_one_again_is_none()
    {
        var (asker, other) = (await product.MemberWithAsync(50_000, "김보냄"), await product.MemberAsync("박서준"));
        await OneAsync(asker, other.Phone);
        for (var i = 0; i < 19; i++)
            Assert.Empty(await FindAsync(asker, $"0109999{i:0000}"));

        await OneAsync(asker, other.Phone);
        var refusal = (await AskAsync(asker, other.Email)).Refused();
        Assert.Equal(("remittance.receiver.too_many", 20L), (refusal.Code, refusal.Args[0]));

        // Whom one knows is no look-up, and a new day begins at midnight in Seoul.
        await SendAsync(asker, other, wait: false);
        Assert.Equal("박서준", (await OneAsync(asker, other.Email)).Name);
        var tomorrow = SeoulTime.EndOf(SeoulTime.DateOf(product.Clock.GetUtcNow()));
        product.Clock.Advance(tomorrow.AddMinutes(-5) - product.Clock.GetUtcNow());
        (await AskAsync(asker, "nobody@mypay.test")).Refused();
        product.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await FindAsync(asker, "nobody@mypay.test"));
    }

    [Fact]
    public async Task An_address_that_is_still_being_typed_is_one_look_up()
    {
        var (asker, other) = (await product.MemberAsync("김보냄"), await product.MemberAsync("박서준"));
        for (var i = 0; i < 19; i++)
            Assert.Empty(await FindAsync(asker, $"0109999{i:0000}"));

        foreach (var typed in new[] { other.Email[..^2], other.Email[..^1], other.Email })
            await FindAsync(asker, typed);
        (await AskAsync(asker, "nobody@mypay.test")).Refused();
    }

    [Fact]
    public async Task Holders_of_ten_accounts_a_day_are_named_and_of_those_sent_to_always()
    {
        var asker = await product.MemberWithAsync(50_000, "김보냄");
        var sentTo = new HolderQuestion(asker.Id, "088", "110-222-300001", Address);
        var holder = (await NameAsync(sentTo)).Granted();
        (
            await product.Remittances(r =>
                r.SendToBankAsync(
                    new(asker.Id, "088", holder.Number, holder.Name, Won.Of(1_000), null, Once.NewKey(), null)
                )
            )
        ).Granted();
        // The account that was linked was asked about too.
        for (var i = 0; i < 8; i++)
            (await NameAsync(asker, i)).Granted();

        (await NameAsync(asker, 7)).Granted(); // asked before: no further one
        var refusal = (await NameAsync(asker, 8)).Refused();
        Assert.Equal(("membership.holder.too_many", 10L), (refusal.Code, refusal.Args[0]));
        (await NameAsync(sentTo)).Granted();
        product.Clock.Advance(TimeSpan.FromHours(12)); // noon to midnight in Seoul; banks rest then
        Assert.NotEqual("membership.holder.too_many", CodeOf(await NameAsync(asker, 8)));
    }

    [Fact]
    public async Task An_address_has_fifty_accounts_a_day_whoever_asks()
    {
        for (var n = 0; n < 5; n++)
        {
            var member = await product.MemberAsync("김보냄");
            for (var i = 0; i < 10; i++)
                (await NameAsync(member, 10 * n + i)).Granted();
        }

        var sixth = await product.MemberAsync("김보냄");
        var refusal = (await NameAsync(sixth, 50)).Refused();
        Assert.Equal(("membership.holder.too_many", 50L), (refusal.Code, refusal.Args[0]));
        (await NameAsync(new(sixth.Id, "088", Number(50), "203.0.113.8"))).Granted();
    }

    [Fact]
    public async Task Without_a_PIN_nobody_is_named()
    {
        var form = AMembership.Form("nopin@mypay.test", phone: "010-5555-0001");
        var member = (await product.AskAsync((IMembers m) => m.SignUpAsync(form))).Granted();

        Assert.Equal("membership.pin.not_set", (await NameAsync(member, 0)).Refused().Code);
        Assert.DoesNotContain(await product.JournalAsync(), m => m.Number == Number(0));
    }

    private static string Number(int i) => $"1102224{i:00000}";

    private Task<Result<AccountHolder>> NameAsync(MemberView asker, int i) =>
        NameAsync(new(asker.Id, "088", Number(i), Address));

    private Task<Result<AccountHolder>> NameAsync(HolderQuestion question) =>
        product.AskAsync((IReceivers r) => r.NameHolderAsync(question));

    private static string? CodeOf(Result<AccountHolder> answer) =>
        answer.TryGet(out _, out var refusal) ? null : refusal.Code;

    private Task<Result<FoundReceivers>> AskAsync(MemberView asker, string typed) =>
        product.AskAsync((IReceivers r) => r.FindAsync(asker.Id, typed));

    private async Task<IReadOnlyList<MemberCard>> FindAsync(MemberView asker, string typed) =>
        (await AskAsync(asker, typed)).Granted().Cards;

    private async Task<(string Name, MemberId Id)> OneAsync(MemberView asker, string typed)
    {
        var card = Assert.Single(await FindAsync(asker, typed));
        return (card.Name, card.Id);
    }

    private async Task<RemittanceView> SendAsync(MemberView from, MemberView to, bool wait) =>
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(from.Id, to.Id, Won.Of(1_000), null, wait, Once.NewKey()))
            )
        ).Granted();
}
