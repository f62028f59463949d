using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Ledger.PostgreSql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MyPay.Domain.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(PostgresSchema.CreateGuarded);

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    After = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entry", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_announcement",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Audience = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    TitleKo = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    TitleEn = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    TextKo = table.Column<string>(type: "text", maxLength: 2000, nullable: false, collation: "C"),
                    TextEn = table.Column<string>(type: "text", maxLength: 2000, nullable: false, collation: "C"),
                    From = table.Column<long>(type: "bigint", nullable: true),
                    To = table.Column<long>(type: "bigint", nullable: true),
                    EffectiveOn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    WithdrawnBecause = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_announcement", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_announcement_dismissal",
                columns: table => new
                {
                    Announcement = table.Column<Guid>(type: "uuid", nullable: false),
                    SignInId = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_announcement_dismissal", x => new { x.SignInId, x.Announcement });
                });

            migrationBuilder.CreateTable(
                name: "backoffice_approval",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", maxLength: 60, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    MakerId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MakerName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    CheckerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CheckerName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_approval", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_certificate",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    IssuedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LastSlip = table.Column<long>(type: "bigint", nullable: false),
                    RootHash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    BankAssets = table.Column<long>(type: "bigint", nullable: false),
                    BankStated = table.Column<long>(type: "bigint", nullable: true),
                    OpenCases = table.Column<int>(type: "integer", nullable: false),
                    Wallets = table.Column<long>(type: "bigint", nullable: false),
                    Pending = table.Column<long>(type: "bigint", nullable: false),
                    Awaiting = table.Column<long>(type: "bigint", nullable: false),
                    InTransit = table.Column<long>(type: "bigint", nullable: false),
                    Unsettled = table.Column<long>(type: "bigint", nullable: false),
                    Payable = table.Column<long>(type: "bigint", nullable: false),
                    Reserve = table.Column<long>(type: "bigint", nullable: false),
                    BasisPoints = table.Column<long>(type: "bigint", nullable: true),
                    Trial = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Before = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Seal = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_certificate", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_correction",
                columns: table => new
                {
                    Approval = table.Column<Guid>(type: "uuid", nullable: false),
                    Slip = table.Column<long>(type: "bigint", nullable: false),
                    Reverses = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_correction", x => x.Approval);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_fraud_case",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Rule = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Hits = table.Column<int>(type: "integer", nullable: false),
                    Largest = table.Column<long>(type: "bigint", nullable: false),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    LastAt = table.Column<long>(type: "bigint", nullable: false),
                    Assigned = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Note = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    AllowedUntil = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_fraud_case", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_fraud_hit",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Case = table.Column<Guid>(type: "uuid", nullable: true),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Rule = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Move = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_fraud_hit", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_fraud_rule",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Mode = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Minutes = table.Column<int>(type: "integer", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_fraud_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_outflow",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Receiver = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    DeviceSince = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_outflow", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_bank",
                columns: table => new
                {
                    Code = table.Column<string>(type: "text", maxLength: 3, nullable: false, collation: "C"),
                    NameKo = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FormerNames = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Link = table.Column<bool>(type: "boolean", nullable: false),
                    Charge = table.Column<bool>(type: "boolean", nullable: false),
                    Send = table.Column<bool>(type: "boolean", nullable: false),
                    Payout = table.Column<bool>(type: "boolean", nullable: false),
                    SwitchedOn = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_bank", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "banking_call",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    BankTranId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BankTranDate = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Purpose = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Bank = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SecretCipher = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MaskedNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MaskedHolder = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    CorporateAccount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    Inquiries = table.Column<int>(type: "integer", nullable: false),
                    NextInquiryAt = table.Column<long>(type: "bigint", nullable: true),
                    RspCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BankRspCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RspMessage = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LatencyMs = table.Column<int>(type: "integer", nullable: true),
                    Fee = table.Column<long>(type: "bigint", nullable: false),
                    MaskedPayload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Evidence = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_call", x => x.Id);
                    table.CheckConstraint("ck_banking_call_amount", "\"Amount\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "banking_call_event",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Call = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Step = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    RspCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BankRspCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LatencyMs = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_call_event", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_fee",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Bank = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Kind = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Won = table.Column<long>(type: "bigint", nullable: false),
                    Ends = table.Column<bool>(type: "boolean", nullable: false),
                    From = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: true),
                    Maker = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Checker = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_fee", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_statement_change",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    IsGone = table.Column<bool>(type: "boolean", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_statement_change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_statement_fetch",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: false),
                    Pages = table.Column<int>(type: "integer", nullable: false),
                    Lines = table.Column<int>(type: "integer", nullable: false),
                    Added = table.Column<int>(type: "integer", nullable: false),
                    Gone = table.Column<int>(type: "integer", nullable: false),
                    IsWhole = table.Column<bool>(type: "boolean", nullable: false),
                    BankTranId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RspCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BankRspCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Message = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_statement_fetch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_statement_line",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Time = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Signed = table.Column<long>(type: "bigint", nullable: false),
                    Balance = table.Column<long>(type: "bigint", nullable: false),
                    PrintContent = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TranType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BankTranId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Key = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_statement_line", x => x.Id);
                    table.CheckConstraint("ck_banking_statement_line_signed", "\"Signed\" <> 0");
                });

            migrationBuilder.CreateTable(
                name: "banking_window",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Bank = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    To = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Weekday = table.Column<int>(type: "integer", nullable: true),
                    Nth = table.Column<int>(type: "integer", nullable: true),
                    On = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_window", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_edit",
                columns: table => new
                {
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameKo = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NameEn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsPublicHoliday = table.Column<bool>(type: "boolean", nullable: false),
                    BanksClosed = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_edit", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "franchise_account_change",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Bank = table.Column<string>(type: "text", maxLength: 3, nullable: false, collation: "C"),
                    SealedNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NumberIndex = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Masked = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_account_change", x => x.Franchise);
                });

            migrationBuilder.CreateTable(
                name: "franchise_account_check",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    NumberIndex = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    SealedText = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Call = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_account_check", x => x.Id);
                    table.CheckConstraint("franchise_account_check_tries", "\"Tries\" BETWEEN 0 AND 3");
                });

            migrationBuilder.CreateTable(
                name: "franchise_api_key",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    Live = table.Column<bool>(type: "boolean", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Prefix = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Last4 = table.Column<string>(type: "text", maxLength: 4, nullable: false, collation: "C"),
                    Scopes = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    LastUsedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndsAt = table.Column<long>(type: "bigint", nullable: true),
                    RevokedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_api_key", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "franchise_cid",
                columns: table => new
                {
                    Cid = table.Column<string>(type: "text", maxLength: 10, nullable: false, collation: "C"),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Recurring = table.Column<bool>(type: "boolean", nullable: false),
                    Live = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_cid", x => x.Cid);
                });

            migrationBuilder.CreateTable(
                name: "franchise_contract",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    From = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Grade = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    RateBasisPoints = table.Column<int>(type: "integer", nullable: false),
                    Rhythm = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    CycleDays = table.Column<int>(type: "integer", nullable: false),
                    MinimumPayout = table.Column<long>(type: "bigint", nullable: false),
                    Reserve = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    AgreedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_contract", x => new { x.Franchise, x.From });
                    table.CheckConstraint("franchise_contract_rate", "\"RateBasisPoints\" BETWEEN 0 AND 1000");
                });

            migrationBuilder.CreateTable(
                name: "franchise_franchise",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    BusinessNumber = table.Column<string>(type: "text", maxLength: 10, nullable: false, collation: "C"),
                    TradeName = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    NameKey = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    Representative = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    Category = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    ExpectedSales = table.Column<long>(type: "bigint", nullable: false),
                    Phone = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    OwnerEmail = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Bank = table.Column<string>(type: "text", maxLength: 3, nullable: false, collation: "C"),
                    SealedNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NumberIndex = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Masked = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    RedirectDomains = table.Column<List<string>>(type: "text[]", nullable: false),
                    CashierCancelLimit = table.Column<long>(type: "bigint", nullable: false),
                    TillAsksAbove = table.Column<long>(type: "bigint", nullable: true),
                    AppliedAt = table.Column<long>(type: "bigint", nullable: false),
                    AccountProvedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReviewNote = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    ClosingAskedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClosingReason = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    LeftAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_franchise", x => x.Id);
                    table.CheckConstraint("franchise_franchise_business_number", "length(\"BusinessNumber\") = 10");
                });

            migrationBuilder.CreateTable(
                name: "franchise_grade_rate",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Grade = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    RateBasisPoints = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    Maker = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    Checker = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_grade_rate", x => x.Id);
                    table.CheckConstraint("franchise_grade_rate_points", "\"RateBasisPoints\" BETWEEN 0 AND 1000");
                });

            migrationBuilder.CreateTable(
                name: "franchise_notice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Event = table.Column<string>(type: "text", maxLength: 24, nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "franchise_review",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Step = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    By = table.Column<string>(type: "text", maxLength: 254, nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_review", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "franchise_staff",
                columns: table => new
                {
                    SignInId = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Email = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    AddedAt = table.Column<long>(type: "bigint", nullable: false),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true),
                    NoticesSeenAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_staff", x => x.SignInId);
                });

            migrationBuilder.CreateTable(
                name: "franchise_store",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    QrCode = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_store", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_Roles",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedName = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_Roles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_Users",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedUserName = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    Email = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedEmail = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneNumber = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<long>(type: "bigint", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_Users", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "text", maxLength: 60, nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Instance = table.Column<string>(type: "text", maxLength: 40, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_run", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_account_check",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Bank = table.Column<string>(type: "text", maxLength: 3, nullable: false, collation: "C"),
                    BankNameKo = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    BankNameEn = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    SealedNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NumberIndex = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Masked = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    Last = table.Column<string>(type: "text", maxLength: 5, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    SealedText = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Call = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    Account = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_account_check", x => x.Id);
                    table.CheckConstraint("membership_account_check_tries", "\"Tries\" BETWEEN 0 AND 3");
                });

            migrationBuilder.CreateTable(
                name: "membership_consent",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Terms = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_consent", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_device",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SignInId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Token = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    FirstSeenAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_device", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_email_change",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    SignInId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OldEmail = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    NewEmail = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    ConfirmHash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    UndoHash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    SealedUndo = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_email_change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_linked_account",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Bank = table.Column<string>(type: "text", maxLength: 3, nullable: false, collation: "C"),
                    BankNameKo = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    BankNameEn = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    SealedNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NumberIndex = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Masked = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    Last = table.Column<string>(type: "text", maxLength: 5, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    IsPrimary = table.Column<bool>(type: "boolean", nullable: false),
                    ConsentVersion = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ConsentAt = table.Column<long>(type: "bigint", nullable: false),
                    VerifiedAt = table.Column<long>(type: "bigint", nullable: false),
                    UnlinkedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_linked_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_mail",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SignInId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    Address = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    ReaderName = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", maxLength: 2, nullable: false, collation: "C"),
                    Event = table.Column<string>(type: "text", maxLength: 24, nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SealedToken = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    WrittenAt = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    UsefulUntil = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Trouble = table.Column<string>(type: "text", maxLength: 300, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_mail", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_mail_wish",
                columns: table => new
                {
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Wanted = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_mail_wish", x => new { x.Member, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "membership_member",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    SignInId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    NameKey = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    Phone = table.Column<string>(type: "text", maxLength: 11, nullable: false, collation: "C"),
                    Email = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    BirthDate = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", maxLength: 2, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Freeze = table.Column<string>(type: "text", maxLength: 12, nullable: false, defaultValue: "None", collation: "C"),
                    FreezeReason = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    FrozenBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FrozenAt = table.Column<long>(type: "bigint", nullable: true),
                    JoinedAt = table.Column<long>(type: "bigint", nullable: false),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_member", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_notice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Event = table.Column<string>(type: "text", maxLength: 24, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ReadAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_passkey",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 1366, nullable: false, collation: "C"),
                    SignInId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    IsSynced = table.Column<bool>(type: "boolean", nullable: false),
                    AddedAt = table.Column<long>(type: "bigint", nullable: false),
                    LastUsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_passkey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_passkey_ceremony",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    UsedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_passkey_ceremony", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "membership_password_reset",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AddressIndex = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    SignInId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TokenHash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_password_reset", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_pin",
                columns: table => new
                {
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Iterations = table.Column<int>(type: "integer", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    SetAt = table.Column<long>(type: "bigint", nullable: false),
                    LockedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_pin", x => x.Member);
                    table.CheckConstraint("membership_pin_tries", "\"Tries\" BETWEEN 0 AND 5");
                });

            migrationBuilder.CreateTable(
                name: "membership_pin_miss",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_pin_miss", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_recovery_code",
                columns: table => new
                {
                    SignInId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_recovery_code", x => new { x.SignInId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "membership_second_factor",
                columns: table => new
                {
                    SignInId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Secret = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OnSince = table.Column<long>(type: "bigint", nullable: true),
                    LastStep = table.Column<long>(type: "bigint", nullable: false),
                    Misses = table.Column<int>(type: "integer", nullable: false),
                    LockedUntil = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_second_factor", x => x.SignInId);
                });

            migrationBuilder.CreateTable(
                name: "membership_session",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SignInId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Device = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    KnownDevice = table.Column<Guid>(type: "uuid", nullable: true),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    ProvedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_session", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_silenced_kind",
                columns: table => new
                {
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_silenced_kind", x => new { x.Member, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "money_auto_charge_run",
                columns: table => new
                {
                    Rule = table.Column<Guid>(type: "uuid", nullable: false),
                    Occasion = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Origin = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    AccountLabel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    On = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LastDay = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    GivenUp = table.Column<bool>(type: "boolean", nullable: false),
                    NextTryAt = table.Column<long>(type: "bigint", nullable: true),
                    FailureCode = table.Column<string>(type: "text", maxLength: 80, nullable: true, collation: "C"),
                    Charge = table.Column<Guid>(type: "uuid", nullable: true),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_auto_charge_run", x => new { x.Rule, x.Occasion });
                });

            migrationBuilder.CreateTable(
                name: "money_bank_move",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Direction = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    AccountLabel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Origin = table.Column<string>(type: "text", maxLength: 12, nullable: false, defaultValue: "Hand", collation: "C"),
                    Call = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    FailureCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FailureDetail = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_bank_move", x => x.Id);
                    table.CheckConstraint("ck_money_bank_move_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "money_movement_category",
                columns: table => new
                {
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Category = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_movement_category", x => new { x.Member, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "money_scheduled_charge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    AccountLabel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    PausedWhy = table.Column<string>(type: "text", maxLength: 80, nullable: true, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    Rhythm = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Holidays = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    StartsOn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EndsOn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    NextDue = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NextRunOn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CalendarVersion = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_scheduled_charge", x => x.Id);
                    table.CheckConstraint("ck_money_scheduled_charge_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "money_send_usage",
                columns: table => new
                {
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sent = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_send_usage", x => new { x.Member, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "money_shop_category",
                columns: table => new
                {
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Shop = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Category = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_shop_category", x => new { x.Member, x.Shop });
                });

            migrationBuilder.CreateTable(
                name: "money_threshold_charge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Wallet = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    AccountLabel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Below = table.Column<long>(type: "bigint", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    PausedWhy = table.Column<string>(type: "text", maxLength: 80, nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Crossing = table.Column<long>(type: "bigint", nullable: false),
                    LookedAt = table.Column<long>(type: "bigint", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    SetAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_threshold_charge", x => x.Id);
                    table.CheckConstraint("ck_money_threshold_charge_amount", "\"Below\" > 0 AND \"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "outbox_cursor",
                columns: table => new
                {
                    Consumer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_cursor", x => x.Consumer);
                });

            migrationBuilder.CreateTable(
                name: "outbox_event",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_event", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "payment_api_answer",
                columns: table => new
                {
                    KeyHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    BegunAt = table.Column<long>(type: "bigint", nullable: false),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<int>(type: "integer", nullable: true),
                    ContentType = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_api_answer", x => x.KeyHash);
                    table.CheckConstraint("ck_payment_api_answer_whole", "(\"Status\" IS NULL) = (\"Body\" IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "payment_api_call",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Key = table.Column<Guid>(type: "uuid", nullable: false),
                    Live = table.Column<bool>(type: "boolean", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Method = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Path = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    Code = table.Column<string>(type: "text", maxLength: 80, nullable: true, collation: "C"),
                    Milliseconds = table.Column<int>(type: "integer", nullable: false),
                    Request = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Response = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_api_call", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "payment_code",
                columns: table => new
                {
                    Index = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    MaskedMember = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Claim = table.Column<Guid>(type: "uuid", nullable: true),
                    ClaimedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Tid = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_code", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "payment_order",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    QrCode = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Live = table.Column<bool>(type: "boolean", nullable: false),
                    Store = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    StoreName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TradeName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    PartnerOrderId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Tid = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_order", x => x.Id);
                    table.CheckConstraint("ck_payment_order_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "payment_purchase",
                columns: table => new
                {
                    Tid = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Cid = table.Column<string>(type: "text", maxLength: 10, nullable: false, collation: "C"),
                    Live = table.Column<bool>(type: "boolean", nullable: false),
                    Recurring = table.Column<bool>(type: "boolean", nullable: false),
                    Channel = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Store = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    PartnerOrderId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PartnerOrderKey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PartnerUserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Quantity = table.Column<int>(type: "integer", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    TaxFree = table.Column<long>(type: "bigint", nullable: false),
                    Vat = table.Column<long>(type: "bigint", nullable: false),
                    GreenDeposit = table.Column<long>(type: "bigint", nullable: false),
                    ApprovalUrl = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CancelUrl = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FailUrl = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    TradeName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BusinessNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Payer = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    MaskedPayer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TokenHash = table.Column<byte[]>(type: "bytea", nullable: true),
                    TokenNonce = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Claim = table.Column<Guid>(type: "uuid", nullable: true),
                    ClaimedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Aid = table.Column<string>(type: "text", maxLength: 20, nullable: true, collation: "C"),
                    Sid = table.Column<string>(type: "text", maxLength: 20, nullable: true, collation: "C"),
                    Payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ApprovedAt = table.Column<long>(type: "bigint", nullable: true),
                    ApprovalNumber = table.Column<string>(type: "text", maxLength: 8, nullable: true, collation: "C"),
                    ReceiptCode = table.Column<string>(type: "text", maxLength: 16, nullable: true, collation: "C"),
                    RateBasisPoints = table.Column<int>(type: "integer", nullable: false),
                    Fee = table.Column<long>(type: "bigint", nullable: false),
                    FeeVat = table.Column<long>(type: "bigint", nullable: false),
                    Cancels = table.Column<int>(type: "integer", nullable: false),
                    CancelledTotal = table.Column<long>(type: "bigint", nullable: false),
                    CancelledTaxFree = table.Column<long>(type: "bigint", nullable: false),
                    CancelledVat = table.Column<long>(type: "bigint", nullable: false),
                    CancelledDeposit = table.Column<long>(type: "bigint", nullable: false),
                    FeeBack = table.Column<long>(type: "bigint", nullable: false),
                    FeeVatBack = table.Column<long>(type: "bigint", nullable: false),
                    CanceledAt = table.Column<long>(type: "bigint", nullable: true),
                    FailureCode = table.Column<string>(type: "text", maxLength: 80, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_purchase", x => x.Tid);
                    table.CheckConstraint("ck_payment_purchase_amount", "\"Total\" >= 0 AND \"TaxFree\" >= 0 AND \"Vat\" >= 0 AND \"TaxFree\" + \"Vat\" <= \"Total\"");
                    table.CheckConstraint("ck_payment_purchase_cancelled", "\"CancelledTotal\" >= 0 AND \"CancelledTotal\" <= \"Total\" AND \"CancelledTaxFree\" <= \"TaxFree\" AND \"CancelledVat\" <= \"Vat\"");
                });

            migrationBuilder.CreateTable(
                name: "payment_recurring_key",
                columns: table => new
                {
                    Sid = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Cid = table.Column<string>(type: "text", maxLength: 10, nullable: false, collation: "C"),
                    PartnerUserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    MaskedMember = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    LastApprovedAt = table.Column<long>(type: "bigint", nullable: true),
                    InactivatedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_recurring_key", x => x.Sid);
                });

            migrationBuilder.CreateTable(
                name: "payment_slip",
                columns: table => new
                {
                    Tid = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    N = table.Column<int>(type: "integer", nullable: false),
                    Aid = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Live = table.Column<bool>(type: "boolean", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    TaxFree = table.Column<long>(type: "bigint", nullable: false),
                    Vat = table.Column<long>(type: "bigint", nullable: false),
                    GreenDeposit = table.Column<long>(type: "bigint", nullable: false),
                    Fee = table.Column<long>(type: "bigint", nullable: false),
                    FeeVat = table.Column<long>(type: "bigint", nullable: false),
                    RateBasisPoints = table.Column<int>(type: "integer", nullable: false),
                    SoldOn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LedgerSlip = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_slip", x => new { x.Tid, x.N });
                    table.CheckConstraint("ck_payment_slip_amount", "\"Total\" > 0 AND \"Fee\" >= 0 AND \"FeeVat\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_attempt",
                columns: table => new
                {
                    Delivery = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: true),
                    Error = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C"),
                    Milliseconds = table.Column<int>(type: "integer", nullable: false),
                    ResponseBody = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_attempt", x => new { x.Delivery, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_delivery",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Message = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    Endpoint = table.Column<Guid>(type: "uuid", nullable: false),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Live = table.Column<bool>(type: "boolean", nullable: false),
                    Url = table.Column<string>(type: "text", maxLength: 6144, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_delivery", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_endpoint",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Live = table.Column<bool>(type: "boolean", nullable: false),
                    Url = table.Column<string>(type: "text", maxLength: 6144, nullable: false, collation: "C"),
                    Description = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C"),
                    Types = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    Enabled = table.Column<bool>(type: "boolean", nullable: false),
                    DisabledBecause = table.Column<string>(type: "text", maxLength: 16, nullable: true, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    LastSuccessAt = table.Column<long>(type: "bigint", nullable: true),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_endpoint", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_message",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Live = table.Column<bool>(type: "boolean", nullable: false),
                    Type = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Sample = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_message", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_secret",
                columns: table => new
                {
                    Endpoint = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Sealed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EndsAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_secret", x => new { x.Endpoint, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "policy_value",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    Value = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    Maker = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Checker = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_policy_value", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "remittance_allowance",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Sender = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Receiver = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    SenderName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReceiverName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Memo = table.Column<string>(type: "text", maxLength: 50, nullable: true, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    Rhythm = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Holidays = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    StartsOn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EndsOn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    NextDue = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NextRunOn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CalendarVersion = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_allowance", x => x.Id);
                    table.CheckConstraint("ck_remittance_allowance_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "remittance_allowance_run",
                columns: table => new
                {
                    Allowance = table.Column<Guid>(type: "uuid", nullable: false),
                    Due = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RunOn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<long>(type: "bigint", nullable: true),
                    FailureCode = table.Column<string>(type: "text", maxLength: 80, nullable: true, collation: "C"),
                    Transfer = table.Column<Guid>(type: "uuid", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_allowance_run", x => new { x.Allowance, x.Due });
                });

            migrationBuilder.CreateTable(
                name: "remittance_contact",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Owner = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    Bank = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SealedNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AccountLabel = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Nickname = table.Column<string>(type: "text", maxLength: 40, nullable: true, collation: "C"),
                    Starred = table.Column<bool>(type: "boolean", nullable: false),
                    Removed = table.Column<bool>(type: "boolean", nullable: false),
                    LastAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_contact", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "remittance_request",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Asker = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    AskerName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Word = table.Column<string>(type: "text", maxLength: 50, nullable: true, collation: "C"),
                    DueOn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    People = table.Column<int>(type: "integer", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    RemindedAt = table.Column<long>(type: "bigint", nullable: true),
                    Reminders = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_request", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "remittance_request_share",
                columns: table => new
                {
                    Request = table.Column<Guid>(type: "uuid", nullable: false),
                    Payer = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    PayerName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Transfer = table.Column<Guid>(type: "uuid", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    Reply = table.Column<string>(type: "text", maxLength: 50, nullable: true, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_request_share", x => new { x.Request, x.Payer });
                    table.CheckConstraint("ck_remittance_request_share_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "remittance_transfer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Sender = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Receiver = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    SenderName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReceiverName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Bank = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AccountLabel = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Memo = table.Column<string>(type: "text", maxLength: 50, nullable: true, collation: "C"),
                    Envelope = table.Column<string>(type: "text", maxLength: 16, nullable: false, defaultValue: "None", collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    TopUp = table.Column<long>(type: "bigint", nullable: false),
                    SenderVerified = table.Column<bool>(type: "boolean", nullable: false),
                    Call = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    Unknown = table.Column<bool>(type: "boolean", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    FailureCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FailureDetail = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_transfer", x => x.Id);
                    table.CheckConstraint("ck_remittance_transfer_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "settlement_batch",
                columns: table => new
                {
                    No = table.Column<long>(type: "bigint", nullable: false),
                    Id = table.Column<string>(type: "text", maxLength: 20, nullable: true, collation: "C"),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    TradeName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    To = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CollectedOn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Collected = table.Column<long>(type: "bigint", nullable: false),
                    StartedById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SealedAt = table.Column<long>(type: "bigint", nullable: true),
                    State = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Lines = table.Column<int>(type: "integer", nullable: false),
                    Gross = table.Column<long>(type: "bigint", nullable: false),
                    Cancelled = table.Column<long>(type: "bigint", nullable: false),
                    Fee = table.Column<long>(type: "bigint", nullable: false),
                    Vat = table.Column<long>(type: "bigint", nullable: false),
                    CarryIn = table.Column<long>(type: "bigint", nullable: false),
                    ReserveKept = table.Column<long>(type: "bigint", nullable: false),
                    PayOut = table.Column<long>(type: "bigint", nullable: false),
                    CarryOut = table.Column<long>(type: "bigint", nullable: false),
                    DueOn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LedgerSlip = table.Column<long>(type: "bigint", nullable: true),
                    ApprovedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PaidAt = table.Column<long>(type: "bigint", nullable: true),
                    PaidOn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Note = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C"),
                    FailureCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FailureArgs = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Bank = table.Column<string>(type: "text", maxLength: 3, nullable: false, collation: "C"),
                    MaskedNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Payouts = table.Column<int>(type: "integer", nullable: false),
                    Call = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_batch", x => x.No);
                    table.CheckConstraint("ck_settlement_batch_identity", "\"Gross\" - \"Cancelled\" - \"Fee\" - \"Vat\" + \"CarryIn\" - \"ReserveKept\" = \"PayOut\" + \"CarryOut\" OR \"SealedAt\" IS NULL");
                    table.CheckConstraint("ck_settlement_batch_payout", "\"PayOut\" >= 0 AND \"Gross\" >= 0 AND \"Cancelled\" >= 0 AND \"From\" <= \"To\"");
                });

            migrationBuilder.CreateTable(
                name: "settlement_collected_fee",
                columns: table => new
                {
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Slip = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_collected_fee", x => x.Line);
                    table.CheckConstraint("ck_settlement_collected_fee_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "settlement_day",
                columns: table => new
                {
                    Date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Batches = table.Column<int>(type: "integer", nullable: false),
                    Lines = table.Column<long>(type: "bigint", nullable: false),
                    PayOut = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_day", x => x.Date);
                });

            migrationBuilder.CreateTable(
                name: "settlement_debt",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    AfterTo = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Case = table.Column<string>(type: "text", maxLength: 24, nullable: true, collation: "C"),
                    Slip = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Maker = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Checker = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_debt", x => x.Id);
                    table.CheckConstraint("ck_settlement_debt_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "settlement_event",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Batch = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    By = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Act = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_event", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "settlement_franchise",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    LastTo = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Carry = table.Column<long>(type: "bigint", nullable: false),
                    Reserve = table.Column<long>(type: "bigint", nullable: false),
                    OwesSince = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_franchise", x => x.Franchise);
                });

            migrationBuilder.CreateTable(
                name: "settlement_leaving",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    Reopened = table.Column<int>(type: "integer", nullable: false),
                    OwnerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OwnerName = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_leaving", x => x.Franchise);
                });

            migrationBuilder.CreateTable(
                name: "settlement_line",
                columns: table => new
                {
                    LedgerSlip = table.Column<long>(type: "bigint", nullable: false),
                    Batch = table.Column<long>(type: "bigint", nullable: false),
                    Tid = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    N = table.Column<int>(type: "integer", nullable: false),
                    PartnerOrderId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Fee = table.Column<long>(type: "bigint", nullable: false),
                    Vat = table.Column<long>(type: "bigint", nullable: false),
                    RateBasisPoints = table.Column<int>(type: "integer", nullable: false),
                    SoldOn = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_line", x => x.LedgerSlip);
                });

            migrationBuilder.CreateTable(
                name: "settlement_payout",
                columns: table => new
                {
                    Batch = table.Column<long>(type: "bigint", nullable: false),
                    N = table.Column<int>(type: "integer", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Call = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    FailureCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReturnSlip = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_payout", x => new { x.Batch, x.N });
                    table.CheckConstraint("ck_settlement_payout_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "settlement_recon_case",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 24, nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Item = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    BankTranId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Difference = table.Column<long>(type: "bigint", nullable: false),
                    Sides = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OwnerName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    Closing = table.Column<string>(type: "text", maxLength: 16, nullable: true, collation: "C"),
                    Slip = table.Column<long>(type: "bigint", nullable: true),
                    WriteOffs = table.Column<int>(type: "integer", nullable: false),
                    WrittenOff = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_recon_case", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "settlement_recon_day",
                columns: table => new
                {
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StatementAt = table.Column<long>(type: "bigint", nullable: false),
                    CheckedAt = table.Column<long>(type: "bigint", nullable: false),
                    Matched = table.Column<int>(type: "integer", nullable: false),
                    Waiting = table.Column<int>(type: "integer", nullable: false),
                    Expected = table.Column<int>(type: "integer", nullable: false),
                    LedgerIn = table.Column<long>(type: "bigint", nullable: false),
                    LedgerOut = table.Column<long>(type: "bigint", nullable: false),
                    BankIn = table.Column<long>(type: "bigint", nullable: false),
                    BankOut = table.Column<long>(type: "bigint", nullable: false),
                    Fees = table.Column<long>(type: "bigint", nullable: false),
                    LedgerBalance = table.Column<long>(type: "bigint", nullable: false),
                    BankBalance = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_recon_day", x => new { x.Account, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "settlement_recon_event",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Case = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Act = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_recon_event", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "storage_key_check",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_key_check", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "storage_protection_key",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sealed = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_protection_key", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "switch_off",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", maxLength: 60, nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    By = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_switch_off", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "identity_RoleClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RoleId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClaimType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClaimValue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_RoleClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_identity_RoleClaims_identity_Roles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "identity_Roles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_UserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClaimType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClaimValue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_UserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_identity_UserClaims_identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_UserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    ProviderKey = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_UserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_identity_UserLogins_identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_UserPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_UserPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_identity_UserPasskeys_identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_UserRoles",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RoleId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_UserRoles", x => new { x.UserId, x.RoleId });
                    table.ForeignKey(
                        name: "FK_identity_UserRoles_identity_Roles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "identity_Roles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_identity_UserRoles_identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_UserTokens",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LoginProvider = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_UserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_identity_UserTokens_identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entry_ActorId",
                table: "audit_entry",
                column: "ActorId");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entry_At",
                table: "audit_entry",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entry_Subject",
                table: "audit_entry",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_announcement_At",
                table: "backoffice_announcement",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_announcement_State_From",
                table: "backoffice_announcement",
                columns: new[] { "State", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_approval_AskedAt",
                table: "backoffice_approval",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_approval_Kind_Subject_State",
                table: "backoffice_approval",
                columns: new[] { "Kind", "Subject", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_approval_State_ExpiresAt",
                table: "backoffice_approval",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_certificate_Date",
                table: "backoffice_certificate",
                column: "Date",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_correction_Reverses",
                table: "backoffice_correction",
                column: "Reverses",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_correction_Slip",
                table: "backoffice_correction",
                column: "Slip",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_fraud_case_Member_Rule_State",
                table: "backoffice_fraud_case",
                columns: new[] { "Member", "Rule", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_fraud_case_State_OpenedAt",
                table: "backoffice_fraud_case",
                columns: new[] { "State", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_fraud_hit_Case_At",
                table: "backoffice_fraud_hit",
                columns: new[] { "Case", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_outflow_At",
                table: "backoffice_outflow",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_outflow_Member_At",
                table: "backoffice_outflow",
                columns: new[] { "Member", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_outflow_Member_Receiver",
                table: "backoffice_outflow",
                columns: new[] { "Member", "Receiver" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_Bank_CreatedAt",
                table: "banking_call",
                columns: new[] { "Bank", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_BankTranDate_BankTranId",
                table: "banking_call",
                columns: new[] { "BankTranDate", "BankTranId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_CreatedAt",
                table: "banking_call",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_NextInquiryAt",
                table: "banking_call",
                column: "NextInquiryAt");

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_Purpose_CreatedAt",
                table: "banking_call",
                columns: new[] { "Purpose", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_Purpose_Reference",
                table: "banking_call",
                columns: new[] { "Purpose", "Reference" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_State_CreatedAt",
                table: "banking_call",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_event_Call",
                table: "banking_call_event",
                column: "Call");

            migrationBuilder.CreateIndex(
                name: "IX_banking_fee_Kind_From",
                table: "banking_fee",
                columns: new[] { "Kind", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_change_Line",
                table: "banking_statement_change",
                column: "Line");

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_fetch_Account_Date",
                table: "banking_statement_fetch",
                columns: new[] { "Account", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_line_Account_Date",
                table: "banking_statement_line",
                columns: new[] { "Account", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_line_Account_Key",
                table: "banking_statement_line",
                columns: new[] { "Account", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_line_BankTranId",
                table: "banking_statement_line",
                column: "BankTranId");

            migrationBuilder.CreateIndex(
                name: "IX_banking_window_Bank",
                table: "banking_window",
                column: "Bank");

            migrationBuilder.CreateIndex(
                name: "IX_calendar_edit_Date",
                table: "calendar_edit",
                column: "Date");

            migrationBuilder.CreateIndex(
                name: "IX_franchise_account_check_Call",
                table: "franchise_account_check",
                column: "Call",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_franchise_account_check_Franchise_StartedAt",
                table: "franchise_account_check",
                columns: new[] { "Franchise", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_account_check_NumberIndex_StartedAt",
                table: "franchise_account_check",
                columns: new[] { "NumberIndex", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_api_key_Franchise_MadeAt",
                table: "franchise_api_key",
                columns: new[] { "Franchise", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_api_key_Hash",
                table: "franchise_api_key",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_franchise_cid_Franchise_Live_Recurring",
                table: "franchise_cid",
                columns: new[] { "Franchise", "Live", "Recurring" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_franchise_franchise_BusinessNumber",
                table: "franchise_franchise",
                column: "BusinessNumber",
                unique: true,
                filter: "\"State\" NOT IN ('Applied', 'Rejected', 'Closed')");

            migrationBuilder.CreateIndex(
                name: "IX_franchise_franchise_ClosingAskedAt",
                table: "franchise_franchise",
                column: "ClosingAskedAt",
                filter: "\"ClosingAskedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_franchise_franchise_State_AppliedAt",
                table: "franchise_franchise",
                columns: new[] { "State", "AppliedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_franchise_TradeName",
                table: "franchise_franchise",
                column: "TradeName");

            migrationBuilder.CreateIndex(
                name: "IX_franchise_grade_rate_Grade_From",
                table: "franchise_grade_rate",
                columns: new[] { "Grade", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_notice_Franchise_At",
                table: "franchise_notice",
                columns: new[] { "Franchise", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_notice_Franchise_Event_Source",
                table: "franchise_notice",
                columns: new[] { "Franchise", "Event", "Source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_franchise_review_Franchise_Id",
                table: "franchise_review",
                columns: new[] { "Franchise", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_staff_Franchise_RemovedAt",
                table: "franchise_staff",
                columns: new[] { "Franchise", "RemovedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_store_Franchise_Number",
                table: "franchise_store",
                columns: new[] { "Franchise", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_franchise_store_QrCode",
                table: "franchise_store",
                column: "QrCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_RoleClaims_RoleId",
                table: "identity_RoleClaims",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                table: "identity_Roles",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_UserClaims_UserId",
                table: "identity_UserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_identity_UserLogins_UserId",
                table: "identity_UserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_identity_UserPasskeys_UserId",
                table: "identity_UserPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_identity_UserRoles_RoleId",
                table: "identity_UserRoles",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "identity_Users",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "identity_Users",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_job_run_Name_Id",
                table: "job_run",
                columns: new[] { "Name", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_job_run_State",
                table: "job_run",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_membership_account_check_Call",
                table: "membership_account_check",
                column: "Call",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_account_check_Member_StartedAt",
                table: "membership_account_check",
                columns: new[] { "Member", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_consent_Member_Terms",
                table: "membership_consent",
                columns: new[] { "Member", "Terms" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_device_SignInId_Token",
                table: "membership_device",
                columns: new[] { "SignInId", "Token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_email_change_ConfirmHash",
                table: "membership_email_change",
                column: "ConfirmHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_email_change_Member_AskedAt",
                table: "membership_email_change",
                columns: new[] { "Member", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_email_change_OldEmail",
                table: "membership_email_change",
                column: "OldEmail");

            migrationBuilder.CreateIndex(
                name: "IX_membership_email_change_UndoHash",
                table: "membership_email_change",
                column: "UndoHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_linked_account_Member_UnlinkedAt",
                table: "membership_linked_account",
                columns: new[] { "Member", "UnlinkedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_linked_account_NumberIndex",
                table: "membership_linked_account",
                column: "NumberIndex",
                unique: true,
                filter: "\"UnlinkedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_membership_mail_EndedAt",
                table: "membership_mail",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_membership_mail_SignInId_Event_Source_Address",
                table: "membership_mail",
                columns: new[] { "SignInId", "Event", "Source", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_mail_State_DueAt",
                table: "membership_mail",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_member_Email",
                table: "membership_member",
                column: "Email",
                unique: true,
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_membership_member_JoinedAt",
                table: "membership_member",
                column: "JoinedAt");

            migrationBuilder.CreateIndex(
                name: "IX_membership_member_NameKey",
                table: "membership_member",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "IX_membership_member_Phone",
                table: "membership_member",
                column: "Phone",
                unique: true,
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_membership_member_SignInId",
                table: "membership_member",
                column: "SignInId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_notice_Member_At",
                table: "membership_notice",
                columns: new[] { "Member", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_notice_Member_Event_Source",
                table: "membership_notice",
                columns: new[] { "Member", "Event", "Source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_notice_unread",
                table: "membership_notice",
                column: "Member",
                filter: "\"ReadAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_membership_passkey_SignInId",
                table: "membership_passkey",
                column: "SignInId");

            migrationBuilder.CreateIndex(
                name: "IX_membership_passkey_ceremony_UsedAt",
                table: "membership_passkey_ceremony",
                column: "UsedAt");

            migrationBuilder.CreateIndex(
                name: "IX_membership_password_reset_AddressIndex_AskedAt",
                table: "membership_password_reset",
                columns: new[] { "AddressIndex", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_password_reset_AskedAt",
                table: "membership_password_reset",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_membership_password_reset_SignInId",
                table: "membership_password_reset",
                column: "SignInId");

            migrationBuilder.CreateIndex(
                name: "IX_membership_password_reset_TokenHash",
                table: "membership_password_reset",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_pin_miss_At",
                table: "membership_pin_miss",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_membership_pin_miss_Member_At",
                table: "membership_pin_miss",
                columns: new[] { "Member", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_session_SignInId_EndedAt",
                table: "membership_session",
                columns: new[] { "SignInId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_money_auto_charge_run_Charge",
                table: "money_auto_charge_run",
                column: "Charge",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_money_auto_charge_run_Rule_MadeAt",
                table: "money_auto_charge_run",
                columns: new[] { "Rule", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_money_auto_charge_run_State_NextTryAt",
                table: "money_auto_charge_run",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_money_bank_move_Account_State",
                table: "money_bank_move",
                columns: new[] { "Account", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_money_bank_move_At",
                table: "money_bank_move",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_money_bank_move_Member_State",
                table: "money_bank_move",
                columns: new[] { "Member", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_money_scheduled_charge_Member",
                table: "money_scheduled_charge",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_money_scheduled_charge_State_NextRunOn",
                table: "money_scheduled_charge",
                columns: new[] { "State", "NextRunOn" });

            migrationBuilder.CreateIndex(
                name: "IX_money_threshold_charge_Member",
                table: "money_threshold_charge",
                column: "Member",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_money_threshold_charge_State",
                table: "money_threshold_charge",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_event_Name_Seq",
                table: "outbox_event",
                columns: new[] { "Name", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_api_answer_BegunAt",
                table: "payment_api_answer",
                column: "BegunAt");

            migrationBuilder.CreateIndex(
                name: "IX_payment_api_call_At",
                table: "payment_api_call",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_payment_api_call_Franchise_Live_Seq",
                table: "payment_api_call",
                columns: new[] { "Franchise", "Live", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_code_ExpiresAt",
                table: "payment_code",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_payment_code_Member_EndedAt",
                table: "payment_code",
                columns: new[] { "Member", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_code_Tid",
                table: "payment_code",
                column: "Tid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_order_QrCode",
                table: "payment_order",
                column: "QrCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_order_Tid",
                table: "payment_order",
                column: "Tid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Aid",
                table: "payment_purchase",
                column: "Aid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_CreatedAt_Tid",
                table: "payment_purchase",
                columns: new[] { "CreatedAt", "Tid" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_ExpiresAt",
                table: "payment_purchase",
                column: "ExpiresAt",
                filter: "\"State\" IN ('Ready', 'Opened', 'Authorized')");

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Franchise_CreatedAt_Tid",
                table: "payment_purchase",
                columns: new[] { "Franchise", "CreatedAt", "Tid" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Franchise_PartnerOrderId",
                table: "payment_purchase",
                columns: new[] { "Franchise", "PartnerOrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Franchise_PartnerOrderKey",
                table: "payment_purchase",
                columns: new[] { "Franchise", "PartnerOrderKey" },
                filter: "\"PartnerOrderKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_ReceiptCode",
                table: "payment_purchase",
                column: "ReceiptCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_recurring_key_Franchise_InactivatedAt",
                table: "payment_recurring_key",
                columns: new[] { "Franchise", "InactivatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_recurring_key_Member_InactivatedAt",
                table: "payment_recurring_key",
                columns: new[] { "Member", "InactivatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_Aid",
                table: "payment_slip",
                column: "Aid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_Franchise_SoldOn_LedgerSlip",
                table: "payment_slip",
                columns: new[] { "Franchise", "SoldOn", "LedgerSlip" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_LedgerSlip",
                table: "payment_slip",
                column: "LedgerSlip",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_SoldOn",
                table: "payment_slip",
                column: "SoldOn");

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Endpoint_NextAttemptAt_Seq",
                table: "payment_webhook_delivery",
                columns: new[] { "Endpoint", "NextAttemptAt", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Franchise_Live_Seq",
                table: "payment_webhook_delivery",
                columns: new[] { "Franchise", "Live", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Id",
                table: "payment_webhook_delivery",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Message_Endpoint",
                table: "payment_webhook_delivery",
                columns: new[] { "Message", "Endpoint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_NextAttemptAt_Endpoint",
                table: "payment_webhook_delivery",
                columns: new[] { "NextAttemptAt", "Endpoint" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_State_Seq",
                table: "payment_webhook_delivery",
                columns: new[] { "State", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_endpoint_Franchise_Live_RemovedAt",
                table: "payment_webhook_endpoint",
                columns: new[] { "Franchise", "Live", "RemovedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_message_At",
                table: "payment_webhook_message",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_message_Franchise_Live_At_Id",
                table: "payment_webhook_message",
                columns: new[] { "Franchise", "Live", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_policy_value_Name_From",
                table: "policy_value",
                columns: new[] { "Name", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_Receiver",
                table: "remittance_allowance",
                column: "Receiver");

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_Sender",
                table: "remittance_allowance",
                column: "Sender");

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_State_NextRunOn",
                table: "remittance_allowance",
                columns: new[] { "State", "NextRunOn" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_run_State_NextTryAt",
                table: "remittance_allowance_run",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_run_Transfer",
                table: "remittance_allowance_run",
                column: "Transfer",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_remittance_contact_Owner_Key",
                table: "remittance_contact",
                columns: new[] { "Owner", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_remittance_contact_Owner_LastAt",
                table: "remittance_contact",
                columns: new[] { "Owner", "LastAt" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_request_Asker_MadeAt",
                table: "remittance_request",
                columns: new[] { "Asker", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_request_share_Payer_State",
                table: "remittance_request_share",
                columns: new[] { "Payer", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_request_share_Transfer",
                table: "remittance_request_share",
                column: "Transfer",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_remittance_transfer_Receiver_State",
                table: "remittance_transfer",
                columns: new[] { "Receiver", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_transfer_Sender_SentAt",
                table: "remittance_transfer",
                columns: new[] { "Sender", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_transfer_SentAt",
                table: "remittance_transfer",
                column: "SentAt");

            migrationBuilder.CreateIndex(
                name: "IX_remittance_transfer_State_ExpiresAt",
                table: "remittance_transfer",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_DueOn",
                table: "settlement_batch",
                column: "DueOn");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_Franchise_To",
                table: "settlement_batch",
                columns: new[] { "Franchise", "To" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_Id",
                table: "settlement_batch",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_PaidOn",
                table: "settlement_batch",
                column: "PaidOn");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_State_DueOn",
                table: "settlement_batch",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_To_No",
                table: "settlement_batch",
                columns: new[] { "To", "No" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_collected_fee_Account_Date",
                table: "settlement_collected_fee",
                columns: new[] { "Account", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_collected_fee_At",
                table: "settlement_collected_fee",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_debt_Franchise_Id",
                table: "settlement_debt",
                columns: new[] { "Franchise", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_debt_Slip",
                table: "settlement_debt",
                column: "Slip",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_event_Batch_Id",
                table: "settlement_event",
                columns: new[] { "Batch", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_leaving_Since",
                table: "settlement_leaving",
                column: "Since",
                filter: "\"SettledAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_line_Batch_LedgerSlip",
                table: "settlement_line",
                columns: new[] { "Batch", "LedgerSlip" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_payout_Batch",
                table: "settlement_payout",
                column: "Batch",
                unique: true,
                filter: "\"State\" <> 'Failed' AND \"State\" <> 'Returned'");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_payout_Call",
                table: "settlement_payout",
                column: "Call",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_payout_State_MadeAt",
                table: "settlement_payout",
                columns: new[] { "State", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_recon_case_Account_Date",
                table: "settlement_recon_case",
                columns: new[] { "Account", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_recon_case_Account_Item_Kind",
                table: "settlement_recon_case",
                columns: new[] { "Account", "Item", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_recon_case_ClosedAt",
                table: "settlement_recon_case",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_recon_event_Case",
                table: "settlement_recon_event",
                column: "Case");

            foreach (var table in new[]
                     {
                         "audit_entry",
                         "policy_value",
                         "calendar_edit",
                         "settlement_line",
                         "settlement_event",
                         "settlement_day",
                         "settlement_recon_event",
                         "banking_call_event",
                         "banking_statement_line",
                         "banking_statement_change",
                         "banking_statement_fetch",
                         "backoffice_certificate",
                         "backoffice_correction",
                         "banking_fee",
                         "franchise_grade_rate",
                         "settlement_collected_fee",
                         "settlement_debt",
                     })
                migrationBuilder.Sql(PostgresGuard.For(table));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(PostgresSchema.Drop);

            migrationBuilder.DropTable(
                name: "audit_entry");

            migrationBuilder.DropTable(
                name: "backoffice_announcement");

            migrationBuilder.DropTable(
                name: "backoffice_announcement_dismissal");

            migrationBuilder.DropTable(
                name: "backoffice_approval");

            migrationBuilder.DropTable(
                name: "backoffice_certificate");

            migrationBuilder.DropTable(
                name: "backoffice_correction");

            migrationBuilder.DropTable(
                name: "backoffice_fraud_case");

            migrationBuilder.DropTable(
                name: "backoffice_fraud_hit");

            migrationBuilder.DropTable(
                name: "backoffice_fraud_rule");

            migrationBuilder.DropTable(
                name: "backoffice_outflow");

            migrationBuilder.DropTable(
                name: "banking_bank");

            migrationBuilder.DropTable(
                name: "banking_call");

            migrationBuilder.DropTable(
                name: "banking_call_event");

            migrationBuilder.DropTable(
                name: "banking_fee");

            migrationBuilder.DropTable(
                name: "banking_statement_change");

            migrationBuilder.DropTable(
                name: "banking_statement_fetch");

            migrationBuilder.DropTable(
                name: "banking_statement_line");

            migrationBuilder.DropTable(
                name: "banking_window");

            migrationBuilder.DropTable(
                name: "calendar_edit");

            migrationBuilder.DropTable(
                name: "franchise_account_change");

            migrationBuilder.DropTable(
                name: "franchise_account_check");

            migrationBuilder.DropTable(
                name: "franchise_api_key");

            migrationBuilder.DropTable(
                name: "franchise_cid");

            migrationBuilder.DropTable(
                name: "franchise_contract");

            migrationBuilder.DropTable(
                name: "franchise_franchise");

            migrationBuilder.DropTable(
                name: "franchise_grade_rate");

            migrationBuilder.DropTable(
                name: "franchise_notice");

            migrationBuilder.DropTable(
                name: "franchise_review");

            migrationBuilder.DropTable(
                name: "franchise_staff");

            migrationBuilder.DropTable(
                name: "franchise_store");

            migrationBuilder.DropTable(
                name: "identity_RoleClaims");

            migrationBuilder.DropTable(
                name: "identity_UserClaims");

            migrationBuilder.DropTable(
                name: "identity_UserLogins");

            migrationBuilder.DropTable(
                name: "identity_UserPasskeys");

            migrationBuilder.DropTable(
                name: "identity_UserRoles");

            migrationBuilder.DropTable(
                name: "identity_UserTokens");

            migrationBuilder.DropTable(
                name: "job_run");

            migrationBuilder.DropTable(
                name: "membership_account_check");

            migrationBuilder.DropTable(
                name: "membership_consent");

            migrationBuilder.DropTable(
                name: "membership_device");

            migrationBuilder.DropTable(
                name: "membership_email_change");

            migrationBuilder.DropTable(
                name: "membership_linked_account");

            migrationBuilder.DropTable(
                name: "membership_mail");

            migrationBuilder.DropTable(
                name: "membership_mail_wish");

            migrationBuilder.DropTable(
                name: "membership_member");

            migrationBuilder.DropTable(
                name: "membership_notice");

            migrationBuilder.DropTable(
                name: "membership_passkey");

            migrationBuilder.DropTable(
                name: "membership_passkey_ceremony");

            migrationBuilder.DropTable(
                name: "membership_password_reset");

            migrationBuilder.DropTable(
                name: "membership_pin");

            migrationBuilder.DropTable(
                name: "membership_pin_miss");

            migrationBuilder.DropTable(
                name: "membership_recovery_code");

            migrationBuilder.DropTable(
                name: "membership_second_factor");

            migrationBuilder.DropTable(
                name: "membership_session");

            migrationBuilder.DropTable(
                name: "membership_silenced_kind");

            migrationBuilder.DropTable(
                name: "money_auto_charge_run");

            migrationBuilder.DropTable(
                name: "money_bank_move");

            migrationBuilder.DropTable(
                name: "money_movement_category");

            migrationBuilder.DropTable(
                name: "money_scheduled_charge");

            migrationBuilder.DropTable(
                name: "money_send_usage");

            migrationBuilder.DropTable(
                name: "money_shop_category");

            migrationBuilder.DropTable(
                name: "money_threshold_charge");

            migrationBuilder.DropTable(
                name: "outbox_cursor");

            migrationBuilder.DropTable(
                name: "outbox_event");

            migrationBuilder.DropTable(
                name: "payment_api_answer");

            migrationBuilder.DropTable(
                name: "payment_api_call");

            migrationBuilder.DropTable(
                name: "payment_code");

            migrationBuilder.DropTable(
                name: "payment_order");

            migrationBuilder.DropTable(
                name: "payment_purchase");

            migrationBuilder.DropTable(
                name: "payment_recurring_key");

            migrationBuilder.DropTable(
                name: "payment_slip");

            migrationBuilder.DropTable(
                name: "payment_webhook_attempt");

            migrationBuilder.DropTable(
                name: "payment_webhook_delivery");

            migrationBuilder.DropTable(
                name: "payment_webhook_endpoint");

            migrationBuilder.DropTable(
                name: "payment_webhook_message");

            migrationBuilder.DropTable(
                name: "payment_webhook_secret");

            migrationBuilder.DropTable(
                name: "policy_value");

            migrationBuilder.DropTable(
                name: "remittance_allowance");

            migrationBuilder.DropTable(
                name: "remittance_allowance_run");

            migrationBuilder.DropTable(
                name: "remittance_contact");

            migrationBuilder.DropTable(
                name: "remittance_request");

            migrationBuilder.DropTable(
                name: "remittance_request_share");

            migrationBuilder.DropTable(
                name: "remittance_transfer");

            migrationBuilder.DropTable(
                name: "settlement_batch");

            migrationBuilder.DropTable(
                name: "settlement_collected_fee");

            migrationBuilder.DropTable(
                name: "settlement_day");

            migrationBuilder.DropTable(
                name: "settlement_debt");

            migrationBuilder.DropTable(
                name: "settlement_event");

            migrationBuilder.DropTable(
                name: "settlement_franchise");

            migrationBuilder.DropTable(
                name: "settlement_leaving");

            migrationBuilder.DropTable(
                name: "settlement_line");

            migrationBuilder.DropTable(
                name: "settlement_payout");

            migrationBuilder.DropTable(
                name: "settlement_recon_case");

            migrationBuilder.DropTable(
                name: "settlement_recon_day");

            migrationBuilder.DropTable(
                name: "settlement_recon_event");

            migrationBuilder.DropTable(
                name: "storage_key_check");

            migrationBuilder.DropTable(
                name: "storage_protection_key");

            migrationBuilder.DropTable(
                name: "switch_off");

            migrationBuilder.DropTable(
                name: "identity_Roles");

            migrationBuilder.DropTable(
                name: "identity_Users");
        }
    }
}
