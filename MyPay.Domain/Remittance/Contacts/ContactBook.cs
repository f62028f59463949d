using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Remittance.Contacts;

internal sealed class ContactBook(IMembers members, DataKeys keys, MyPayDb db, Journal journal) : IContacts
{
    private const int LongestNickname = 20;
    private const int Lately = 50;
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "remittance.contact.not_found");

    public async Task<IReadOnlyList<Contact>> ListAsync(MemberId owner, CancellationToken ct)
    {
        var mine = db.Set<ContactRow>().AsNoTracking().Where(c => c.Owner == owner && !c.Removed);
        var rows = await mine.Where(c => c.Starred).ToListAsync(ct);
        rows.AddRange(await mine.Where(c => !c.Starred).OrderByDescending(c => c.LastAt).Take(Lately).ToListAsync(ct));
        var cards = await members.ReceiverCardsAsync(
            [.. rows.Where(c => c.Member is not null).Select(c => c.Member!.Value)],
            ct
        );
        return
        [
            .. rows.Where(c => c.Member is null || cards.ContainsKey(c.Member.Value))
                .Select(c =>
                    c.Member is { } member
                        ? new Contact(
                            c.Id,
                            member,
                            cards[member].Name,
                            c.Nickname,
                            cards[member].MaskedPhone,
                            null,
                            null,
                            c.Starred,
                            c.LastAt
                        )
                        {
                            IsNameProved = cards[member].IsNameProved,
                        }
                        : new Contact(c.Id, null, c.Name, c.Nickname, null, c.Bank, c.AccountLabel, c.Starred, c.LastAt)
                )
                .OrderByDescending(c => c.Starred)
                .ThenBy(c => c.Starred ? c.Called : "", StringComparer.Ordinal)
                .ThenByDescending(c => c.LastAt),
        ];
    }

    public Task<Result<Done>> StarAsync(MemberId owner, Guid contact, bool starred, CancellationToken ct) =>
        OwnAsync(owner, contact, row => row.Starred = starred, ct);

    public Task<Result<Done>> NameAsync(MemberId owner, Guid contact, string? nickname, CancellationToken ct)
    {
        var name = RemittanceRules.Clean(nickname);
        if (TypedText.IsLonger(name, LongestNickname))
            return Task.FromResult<Result<Done>>(
                new Refusal(RefusalKind.Invalid, "remittance.contact.nickname_too_long", (long)LongestNickname)
            );
        return RemittanceRules.CheckMemo(name) is { } wrong
            ? Task.FromResult<Result<Done>>(wrong)
            : OwnAsync(owner, contact, row => row.Nickname = name, ct);
    }

    public Task<Result<Done>> RemoveAsync(MemberId owner, Guid contact, CancellationToken ct) =>
        OwnAsync(owner, contact, row => (row.Removed, row.Starred, row.Nickname) = (true, false, null), ct);

    public async Task<ContactAccount?> FindAccountAsync(MemberId owner, Guid contact, CancellationToken ct)
    {
        var row = await db.Set<ContactRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == contact && c.Owner == owner && c.Bank != null, ct);
        return row is null ? null : new(row.Bank!, keys.Reveal(row.SealedNumber!, ContactRow.Place(row.Id)));
    }

    /// <summary>Was this account ever sent to? Taken off the list it counts all the same.</summary>
    public Task<bool> HasSentToAsync(MemberId owner, string bank, string number, CancellationToken ct)
    {
        var key = keys.Index($"{bank}:{AccountNumber.Digits(number)}");
        return db.Set<ContactRow>().AnyAsync(c => c.Owner == owner && c.Key == key, ct);
    }

    /// <summary>Inside the write that sends: this member was sent to.</summary>
    public static void Note(JournalWrite write, MemberId owner, MemberId receiver, string name) =>
        Note(
            write,
            owner,
            $"member:{receiver}",
            name,
            null,
            id =>
                new()
                {
                    Id = id,
                    Owner = owner,
                    Key = $"member:{receiver}",
                    Member = receiver,
                    Name = name,
                }
        );

    /// <summary>Inside the write that sends: this account was sent to.</summary>
    public void Note(JournalWrite write, MemberId owner, string bank, string number, string holder, string label)
    {
        var key = keys.Index($"{bank}:{AccountNumber.Digits(number)}");
        Note(
            write,
            owner,
            key,
            holder,
            label,
            id =>
                new()
                {
                    Id = id,
                    Owner = owner,
                    Key = key,
                    Bank = bank,
                    SealedNumber = keys.Protect(AccountNumber.Digits(number), ContactRow.Place(id)),
                    AccountLabel = label,
                    Name = holder,
                }
        );
    }

    private static void Note(
        JournalWrite write,
        MemberId owner,
        string key,
        string name,
        string? label,
        Func<Guid, ContactRow> make
    )
    {
        var row = write
            .Where<ContactRow>(
                RowTest.Equal(nameof(ContactRow.Owner), owner),
                RowTest.Equal(nameof(ContactRow.Key), key)
            )
            .SingleOrDefault();
        if (row is null)
            write.Add(row = make(NewId.At(write.Now)));
        (row.Name, row.AccountLabel, row.LastAt, row.Removed) = (name, label, write.Now, false);
    }

    private Task<Result<Done>> OwnAsync(MemberId owner, Guid contact, Action<ContactRow> act, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<ContactRow>().Find(contact) is not { } row || row.Owner != owner)
                    return NotFound;
                act(row);
                write.Touch($"member:{owner}");
                return default(Done);
            },
            ct
        );
}
