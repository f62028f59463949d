using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Remittance;

public sealed class ContactTests : IAsyncLifetime
{
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Whom_was_sent_to_stands_on_the_list_once_latest_first_accounts_masked()
    {
        var (me, one, two) = (
            await product.MemberWithAsync(500_000, "김보냄"),
            await product.MemberAsync("이하나"),
            await product.MemberAsync("박둘")
        );
        await SendAsync(me, one);
        await SendAsync(me, two);
        await ToBankAsync(me, "088", "110-999-888777");
        await SendAsync(me, one);

        var contacts = await ListAsync(me);
        Assert.Equal(["이하나", "홍길동", "박둘"], contacts.Select(c => c.Name));
        Assert.Equal("신한은행 88777", contacts[1].AccountLabel);
        Assert.DoesNotContain("110999888777", await StoredAsync(), StringComparison.Ordinal); // the number lies there sealed only
        Assert.Equal(
            new ContactAccount("088", "110999888777"),
            await Contacts(c => c.FindAccountAsync(me.Id, contacts[1].Id))
        );
        Assert.Null(await Contacts(c => c.FindAccountAsync(one.Id, contacts[1].Id))); // nobody else's
        Assert.Empty(await ListAsync(one));
    }

    [Fact]
    public async Task Favourites_come_first_nicknames_are_kept_and_removed_ones_come_back_with_the_next_transfer()
    {
        var (me, one, two) = (
            await product.MemberWithAsync(500_000, "김보냄"),
            await product.MemberAsync("이하나"),
            await product.MemberAsync("박둘")
        );
        await SendAsync(me, one);
        await SendAsync(me, two);
        var oneId = (await ListAsync(me)).Single(c => c.Name == "이하나").Id;

        (await Contacts(c => c.StarAsync(me.Id, oneId, true))).Granted();
        (await Contacts(c => c.NameAsync(me.Id, oneId, "  막내 "))).Granted();
        Assert.Equal(("막내", true), ((await ListAsync(me))[0].Called, (await ListAsync(me))[0].Starred));
        Assert.Equal(
            "remittance.contact.nickname_too_long",
            (await Contacts(c => c.NameAsync(me.Id, oneId, new string('가', 21)))).Refused().Code
        );
        Assert.Equal(
            "remittance.contact.not_found",
            (await Contacts(c => c.StarAsync(two.Id, oneId, true))).Refused().Code
        );

        (await Contacts(c => c.RemoveAsync(me.Id, oneId))).Granted();
        Assert.Equal(["박둘"], (await ListAsync(me)).Select(c => c.Called));
        await SendAsync(me, one);
        Assert.Equal(["이하나", "박둘"], (await ListAsync(me)).Select(c => c.Called)); // back, and a stranger again
    }

    [Fact]
    public async Task Who_has_left_or_is_frozen_is_not_offered()
    {
        var (me, gone, here) = (
            await product.MemberWithAsync(500_000, "김보냄"),
            await product.MemberAsync("이떠남"),
            await product.MemberAsync("박있음")
        );
        await product.LinkAsync(gone);
        await SendAsync(me, gone);
        await SendAsync(me, here);
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(gone.Id)))[0];
        (await product.Wallets(w => w.WithdrawAsync(new(gone.Id, account.Id, Won.Of(1_000), Once.NewKey())))).Granted();
        (await product.AskAsync((IMembers m) => m.CloseAsync(gone.Id, "MyPay!2026"))).Granted();

        Assert.Equal(["박있음"], (await ListAsync(me)).Select(c => c.Name));
    }

    [Fact]
    public async Task An_envelope_is_seen_by_both_and_is_part_of_the_intent()
    {
        var (me, one, other) = (
            await product.MemberWithAsync(500_000, "김보냄"),
            await product.MemberAsync("이하나"),
            await product.MemberAsync("최남이")
        );
        var wish = new SendToMember(
            me.Id,
            one.Id,
            Won.Of(50_000),
            "결혼 축하해",
            true,
            Once.NewKey(),
            Envelope: Envelope.Congratulations
        );
        var sent = (await product.Remittances(r => r.SendToMemberAsync(wish))).Granted();
        Assert.Equal(sent.Id, (await product.Remittances(r => r.SendToMemberAsync(wish))).Granted().Id);
        Assert.Equal(
            "idempotency.key_reused",
            (await product.Remittances(r => r.SendToMemberAsync(wish with { Envelope = Envelope.Thanks })))
                .Refused()
                .Code
        );

        Assert.Equal(
            Envelope.Congratulations,
            Assert.Single(await product.Remittances(r => r.WaitingAsync(one.Id))).Envelope
        );
        var plain = await SendAsync(me, one);
        Guid[] ids = [sent.Id, plain.Id];
        Assert.Equal(
            [(sent.Id, Envelope.Congratulations)],
            (await product.Remittances(r => r.EnvelopesAsync(one.Id, ids))).Select(e => (e.Key, e.Value))
        );
        Assert.Empty(await product.Remittances(r => r.EnvelopesAsync(other.Id, ids)));
    }

    private async Task<RemittanceView> SendAsync(MemberView from, MemberView to) =>
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(from.Id, to.Id, Won.Of(1_000), null, false, Once.NewKey()))
            )
        ).Granted();

    private async Task ToBankAsync(MemberView from, string bank, string number) =>
        (
            await product.Remittances(r =>
                r.SendToBankAsync(new(from.Id, bank, number, "홍길동", Won.Of(1_000), null, Once.NewKey()))
            )
        ).Granted();

    private Task<T> Contacts<T>(Func<IContacts, Task<T>> question) => product.AskAsync(question);

    private Task<IReadOnlyList<Contact>> ListAsync(MemberView member) => Contacts(c => c.ListAsync(member.Id));

    private Task<string> StoredAsync() =>
        product.AskAsync(
            async (MyPayDb db) =>
                string.Join(
                    '\n',
                    await db
                        .Database.SqlQueryRaw<string>(
                            "SELECT \"Key\" || coalesce(\"SealedNumber\", '') || coalesce(\"AccountLabel\", "
                                + "'') AS \"Value\" FROM remittance_contact"
                        )
                        .ToListAsync()
                )
        );
}
