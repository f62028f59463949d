using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MyPay.Domain.BackOffice.Fraud;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Membership.Notices;
using MyPay.Domain.Money.Limits;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.InStore;
using MyPay.Domain.Payment.Recurring;
using MyPay.Domain.Payment.RequestLog;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Remittance;
using MyPay.Domain.Remittance.Contacts;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>Rows that go by prepared statements are the rows that EF reads and writes.</summary>
public abstract class RowTests(Database on)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 3, 0, 0, 123, TimeSpan.Zero);
    private static readonly MemberId James = new(Guid.Parse("11111111-1111-4111-8111-111111111111"));

    public static TheoryData<Type> HotTables =>
        [
            typeof(Purchase),
            typeof(SaleSlip),
            typeof(RecurringKey),
            typeof(OneTimeCode),
            typeof(QrOrder),
            typeof(ApiCallRow),
            typeof(FranchiseRow),
            typeof(NoticeRow),
            typeof(SilencedKindRow),
            typeof(SendUsage),
            typeof(Transfer),
            typeof(ContactRow),
            typeof(OutflowRow),
            typeof(FraudRuleRow),
        ];

    [Theory]
    [MemberData(nameof(HotTables))]
    public async Task What_the_door_adds_is_what_EF_reads_and_what_EF_writes_is_what_the_door_finds(Type table)
    {
        await using var store = await AStore.OpenAsync(on: on);
        foreach (var withNulls in new[] { true, false })
        {
            var row = Made(table, withNulls);
            (
                await store.Journal.WriteAsync<Done>(write =>
                {
                    write.Add(row);
                    return default(Done);
                })
            ).Granted();
            await using var db = store.NewDb();
            var type = db.Model.FindEntityType(table)!;
            var read = Assert.Single(Rows(db, table));
            Same(
                type,
                row,
                read,
                but: type.FindPrimaryKey()!.Properties.Where(p => IsNumber(p.ClrType)).Select(p => p.Name)
            );

            // EF writes it anew, and the door finds that.
            db.Remove(read);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            db.Add(row);
            await db.SaveChangesAsync();
            object? found = null,
                among = null;
            (
                await store.Journal.WriteAsync<Done>(write =>
                {
                    among = Assert.Single(
                        typeof(JournalWrite)
                            .GetMethod(nameof(JournalWrite.Where))!
                            .MakeGenericMethod(table)
                            .CreateDelegate<Whole>(write)([])
                            .Cast<object>()
                    );
                    found = ByKey(write, table, type, row);
                    return default(Done);
                })
            ).Granted();
            Same(type, row, found!);
            Assert.Same(found, among);
            db.Remove(row);
            await db.SaveChangesAsync();
        }
    }

    [Fact]
    public async Task A_granted_command_writes_what_it_changed_and_a_refused_one_nothing()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await AddAsync(store, Sale("T1"), Sale("T2"));
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                var sale = write.Find<Purchase>("T1")!;
                (sale.State, sale.Aid, sale.ApprovedAt) = (PaymentState.Paid, "A1", Noon);
                Assert.Same(sale, write.Find<Purchase>("T1"));
                write.Find<Purchase>("T2"); // looked at only
                Assert.Null(write.Find<Purchase>("T3"));
                return default(Done);
            })
        ).Granted();
        var no = await store.Journal.WriteAsync<Done>(write =>
        {
            write.Find<Purchase>("T2")!.Aid = "A2";
            write.Add(Sale("T4"));
            return new Refusal(RefusalKind.Conflict, "test.no");
        });
        Assert.Equal("test.no", no.Refused().Code);

        await using var db = store.NewDb();
        Assert.Equal(
            [("T1", "A1", (DateTimeOffset?)Noon), ("T2", null, null)],
            (await db.Set<Purchase>().OrderBy(p => p.Tid).ToListAsync()).Select(p => (p.Tid, p.Aid, p.ApprovedAt))
        );
    }

    [Fact]
    public async Task Commands_of_one_batch_see_what_those_before_them_wrote()
    {
        await using var store = await AStore.OpenAsync(on: on);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 60)
                .Select(n =>
                    Task.Run(() =>
                        store.Journal.WriteAsync<long>(write =>
                        {
                            var day = write.Find<SendUsage>(James, new DateOnly(2026, 11, 26));
                            if (day is null)
                                write.Add(
                                    day = new SendUsage
                                    {
                                        Member = James,
                                        Date = new(2026, 11, 26),
                                        Sent = Won.Of(0),
                                    }
                                );
                            day.Sent += Won.Of(1);
                            if (n % 2 == 0)
                                _ = write.Db.Set<SendUsage>().Count(); // some ask through EF too
                            return day.Sent.Amount;
                        })
                    )
                )
        );
        Assert.Equal(Enumerable.Range(1, 60).Select(n => (long)n), answers.Select(a => a.Granted()).Order());
        Assert.Equal(60, await store.NumberAsync("""SELECT "Sent" FROM money_send_usage"""));
    }

    [Fact]
    public async Task Rows_are_found_by_tests_in_the_order_of_their_keys()
    {
        await using var store = await AStore.OpenAsync(on: on);
        var other = new MemberId(Guid.NewGuid());
        await AddAsync(
            store,
            [
                .. new[] { 3, 30, 1, 12, 2 }.Select(day => new SendUsage
                {
                    Member = James,
                    Date = new(2026, 11, day),
                    Sent = Won.Of(day),
                }),
                new SendUsage
                {
                    Member = other,
                    Date = new(2026, 11, 12),
                    Sent = Won.Of(9),
                },
            ]
        );
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                var found = write.Where<SendUsage>(
                    RowTest.Equal("Member", James),
                    RowTest.From("Date", new DateOnly(2026, 11, 2)),
                    RowTest.To("Date", new DateOnly(2026, 11, 12))
                );
                Assert.Equal([2L, 3, 12], found.Select(d => d.Sent.Amount));
                found[0].Sent = Won.Of(7); // and written back
                Assert.Same(found[1], write.Find<SendUsage>(James, new DateOnly(2026, 11, 3)));
                Assert.Throws<ArgumentException>(() => write.Where<SendUsage>(RowTest.Equal("Name", "x")));
                Assert.Throws<ArgumentException>(() => write.Find<SendUsage>(James));
                return default(Done);
            })
        ).Granted();
        Assert.Equal(
            3 + 30 + 1 + 12 + 7 + 9,
            await store.NumberAsync("""SELECT CAST(sum("Sent") AS bigint) FROM money_send_usage""")
        );
    }

    [Fact]
    public async Task What_is_there_already_is_not_added_again()
    {
        await using var store = await AStore.OpenAsync(on: on);
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                write.AddIfNew(Told("a"));
                write.AddIfNew(Told("a")); // another key, but told to the same of the same
                write.AddIfNew(Told("b"));
                return default(Done);
            })
        ).Granted();
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                write.AddIfNew(Told("b"));
                return default(Done);
            })
        ).Granted();
        Assert.Equal(2, await store.NumberAsync("SELECT count(*) FROM membership_notice"));

        static NoticeRow Told(string source) =>
            new()
            {
                Id = Guid.NewGuid(),
                Member = James,
                Source = source,
                At = Noon,
            };
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_fails_its_own_command_and_no_neighbour()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await AddAsync(store, Sale("T00"));
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(n =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            return (
                                await store.Journal.WriteAsync<Done>(write =>
                                {
                                    write.Add(Sale($"T{n:00}"));
                                    write.Publish(new Told($"{n}"));
                                    return default(Done);
                                })
                            ).TryGet(out _, out _);
                        }
                        catch (Exception refused)
                            when (refused is Microsoft.Data.Sqlite.SqliteException or Npgsql.PostgresException)
                        {
                            return false;
                        }
                    })
                )
        );
        Assert.Equal(19, answers.Count(granted => granted));
        Assert.False(answers[0]);
        Assert.Equal(
            (20, 19),
            (
                await store.NumberAsync("SELECT count(*) FROM payment_purchase"),
                await store.NumberAsync("SELECT count(*) FROM outbox_event")
            )
        );
    }

    [Fact]
    public async Task A_row_that_was_changed_and_is_gone_fails_the_command()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await AddAsync(store, Sale("T1"));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.Journal.WriteAsync<Done>(write =>
            {
                write.Find<Purchase>("T1")!.Aid = "A1";
                write.Db.Set<Purchase>().Where(p => p.Tid == "T1").ExecuteDelete();
                return default(Done);
            })
        );
        Assert.Equal(1, await store.NumberAsync("""SELECT count(*) FROM payment_purchase WHERE "Aid" IS NULL"""));
    }

    [Fact]
    public async Task Words_that_a_database_cannot_keep_are_kept_as_EF_keeps_them_and_keys_never_change()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await AddAsync(store, Sale("T1", code: "원두\0\ud83d☕"));
        await using var db = store.NewDb();
        Assert.Equal("원두\ufffd\ufffd☕", (await db.Set<Purchase>().SingleAsync()).ItemCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.Journal.WriteAsync<Done>(write =>
            {
                typeof(Purchase).GetProperty(nameof(Purchase.Tid))!.SetValue(write.Find<Purchase>("T1"), "T2");
                return default(Done);
            })
        );
    }

    private static async Task AddAsync<T>(AStore store, params T[] rows)
        where T : class =>
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                foreach (var row in rows)
                    write.Add(row);
                return default(Done);
            })
        ).Granted();

    private static Purchase Sale(string tid, string? code = null) =>
        new()
        {
            Tid = tid,
            Cid = "C1",
            Channel = Channels.Online,
            PartnerOrderId = "o",
            PartnerUserId = "u",
            ItemName = "커피",
            ItemCode = code,
            TradeName = "모닝커피",
            BusinessNumber = "1",
            CreatedAt = Noon,
            ExpiresAt = Noon,
        };

    private static bool IsNumber(Type type) => type == typeof(long) || type == typeof(int);

    private static List<object> Rows(MyPayDb db, Type table) =>
        [
            .. (
                (IQueryable<object>)
                    typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(table).Invoke(db, [])!
            ),
        ];

    private static object? ByKey(JournalWrite write, Type table, IEntityType type, object row)
    {
        var key = type.FindPrimaryKey()!.Properties.Select(p => p.GetGetter().GetClrValue(row)!).ToArray();
        return typeof(JournalWrite)
            .GetMethod(nameof(JournalWrite.Find))!
            .MakeGenericMethod(table)
            .CreateDelegate<Found>(write)(key);
    }

    private static void Same(IEntityType type, object one, object other, IEnumerable<string>? but = null)
    {
        foreach (var property in type.GetProperties().Where(p => but?.Contains(p.Name) != true))
            Assert.True(
                property
                    .GetValueComparer()
                    .Equals(property.GetGetter().GetClrValue(one), property.GetGetter().GetClrValue(other)),
                $"{type.DisplayName()}.{property.Name}: {property.GetGetter().GetClrValue(one)} is "
                    + $"{property.GetGetter().GetClrValue(other)}"
            );
    }

    /// <summary>A row with something of its kind in every property, or with nothing wherever nothing may be.</summary>
    private static object Made(Type table, bool withNulls)
    {
        var row = RuntimeHelpers.GetUninitializedObject(table);
        var nullable = new NullabilityInfoContext();
        foreach (var property in table.GetProperties().Where(p => p.CanWrite))
        {
            if (withNulls && nullable.Create(property).WriteState == NullabilityState.Nullable)
                continue;
            if (
                SampleOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.Name) is
                { } sample
            )
                property.SetValue(row, sample);
        }

        return row;
    }

    private static object? SampleOf(Type type, string name) =>
        type == typeof(string)
            ? name == "BusinessNumber"
                ? "1234567890"
                : $"{name[..1]} \"가\" 나"
            : type == typeof(long)
                ? name is "Id" or "Seq"
                    ? 0L
                    : name is "Total" or "Amount"
                        ? 1_000L
                        : 0L
                : type == typeof(int)
                    ? name is "Id"
                        ? 0
                        : 3
                    : type == typeof(bool)
                        ? true
                        : type == typeof(byte[])
                            ? new byte[] { 0, 1, 255 }
                            : type == typeof(Guid)
                                ? Guid.Parse("abcdef01-2345-4678-89ab-cdef01234567")
                                : type == typeof(DateTimeOffset)
                                    ? Noon
                                    : type == typeof(DateOnly)
                                        ? new DateOnly(2026, 2, 28)
                                        : type == typeof(Won)
                                            ? Won.Of(35_000)
                                            : type == typeof(List<string>)
                                                ? new List<string> { "shop.example", "가게.example" }
                                                : type.IsEnum
                                                    ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!
                                                    : type.GetConstructor([typeof(Guid)]) is { } id
                                                        ? id.Invoke([
                                                            Guid.Parse("12345678-2345-4678-89ab-cdef01234567"),
                                                        ])
                                                        : null;

    private delegate object? Found(params ReadOnlySpan<object> key);

    private delegate System.Collections.IEnumerable Whole(params ReadOnlySpan<RowTest> tests);

    private sealed record Told(string Word) : IOutboxEvent
    {
        public static string EventName => "test.told";
    }
}

public sealed class SqliteRowTests() : RowTests(Database.Sqlite);

public sealed class PostgresRowTests() : RowTests(Database.PostgreSql);
