using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Ledger.Sqlite;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(LedgerSchema.Create);

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entry", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_announcement",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Audience = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    TitleKo = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TextKo = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    TextEn = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: true),
                    To = table.Column<long>(type: "INTEGER", nullable: true),
                    EffectiveOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnBecause = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_announcement", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_announcement_dismissal",
                columns: table => new
                {
                    Announcement = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_announcement_dismissal", x => new { x.SignInId, x.Announcement });
                });

            migrationBuilder.CreateTable(
                name: "backoffice_approval",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    MakerId = table.Column<string>(type: "TEXT", nullable: false),
                    MakerName = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CheckerId = table.Column<string>(type: "TEXT", nullable: true),
                    CheckerName = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_approval", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_certificate",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IssuedBy = table.Column<string>(type: "TEXT", nullable: false),
                    LastSlip = table.Column<long>(type: "INTEGER", nullable: false),
                    RootHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    BankAssets = table.Column<long>(type: "INTEGER", nullable: false),
                    BankStated = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenCases = table.Column<int>(type: "INTEGER", nullable: false),
                    Wallets = table.Column<long>(type: "INTEGER", nullable: false),
                    Pending = table.Column<long>(type: "INTEGER", nullable: false),
                    Awaiting = table.Column<long>(type: "INTEGER", nullable: false),
                    InTransit = table.Column<long>(type: "INTEGER", nullable: false),
                    Unsettled = table.Column<long>(type: "INTEGER", nullable: false),
                    Payable = table.Column<long>(type: "INTEGER", nullable: false),
                    Reserve = table.Column<long>(type: "INTEGER", nullable: false),
                    BasisPoints = table.Column<long>(type: "INTEGER", nullable: true),
                    Trial = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Seal = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_certificate", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_correction",
                columns: table => new
                {
                    Approval = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slip = table.Column<long>(type: "INTEGER", nullable: false),
                    Reverses = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_correction", x => x.Approval);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_fraud_case",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Hits = table.Column<int>(type: "INTEGER", nullable: false),
                    Largest = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Assigned = table.Column<string>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AllowedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_fraud_case", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_fraud_hit",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Case = table.Column<Guid>(type: "TEXT", nullable: true),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Move = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_fraud_hit", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_fraud_rule",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_fraud_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_outflow",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Receiver = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    DeviceSince = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_outflow", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_bank",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    NameKo = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    FormerNames = table.Column<string>(type: "TEXT", nullable: true),
                    Link = table.Column<bool>(type: "INTEGER", nullable: false),
                    Charge = table.Column<bool>(type: "INTEGER", nullable: false),
                    Send = table.Column<bool>(type: "INTEGER", nullable: false),
                    Payout = table.Column<bool>(type: "INTEGER", nullable: false),
                    SwitchedOn = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_bank", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "banking_call",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    BankTranId = table.Column<string>(type: "TEXT", nullable: false),
                    BankTranDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    Bank = table.Column<string>(type: "TEXT", nullable: false),
                    SecretCipher = table.Column<string>(type: "TEXT", nullable: false),
                    MaskedNumber = table.Column<string>(type: "TEXT", nullable: false),
                    MaskedHolder = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    CorporateAccount = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Inquiries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextInquiryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RspCode = table.Column<string>(type: "TEXT", nullable: true),
                    BankRspCode = table.Column<string>(type: "TEXT", nullable: true),
                    RspMessage = table.Column<string>(type: "TEXT", nullable: true),
                    LatencyMs = table.Column<int>(type: "INTEGER", nullable: true),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    MaskedPayload = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Evidence = table.Column<string>(type: "TEXT", nullable: true)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    RspCode = table.Column<string>(type: "TEXT", nullable: true),
                    BankRspCode = table.Column<string>(type: "TEXT", nullable: true),
                    Message = table.Column<string>(type: "TEXT", nullable: true),
                    LatencyMs = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_call_event", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_fee",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Bank = table.Column<string>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Won = table.Column<long>(type: "INTEGER", nullable: false),
                    Ends = table.Column<bool>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Maker = table.Column<string>(type: "TEXT", nullable: true),
                    Checker = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_fee", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_statement_change",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    IsGone = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_statement_change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_statement_fetch",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Pages = table.Column<int>(type: "INTEGER", nullable: false),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Gone = table.Column<int>(type: "INTEGER", nullable: false),
                    IsWhole = table.Column<bool>(type: "INTEGER", nullable: false),
                    BankTranId = table.Column<string>(type: "TEXT", nullable: false),
                    RspCode = table.Column<string>(type: "TEXT", nullable: true),
                    BankRspCode = table.Column<string>(type: "TEXT", nullable: true),
                    Message = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_statement_fetch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_statement_line",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Time = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Signed = table.Column<long>(type: "INTEGER", nullable: false),
                    Balance = table.Column<long>(type: "INTEGER", nullable: false),
                    PrintContent = table.Column<string>(type: "TEXT", nullable: false),
                    TranType = table.Column<string>(type: "TEXT", nullable: false),
                    BankTranId = table.Column<string>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Bank = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    To = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Weekday = table.Column<int>(type: "INTEGER", nullable: true),
                    Nth = table.Column<int>(type: "INTEGER", nullable: true),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_window", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_edit",
                columns: table => new
                {
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    NameKo = table.Column<string>(type: "TEXT", nullable: true),
                    NameEn = table.Column<string>(type: "TEXT", nullable: true),
                    IsPublicHoliday = table.Column<bool>(type: "INTEGER", nullable: false),
                    BanksClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    ById = table.Column<string>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_edit", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "franchise_account_change",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    SealedNumber = table.Column<string>(type: "TEXT", nullable: false),
                    NumberIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Masked = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_account_change", x => x.Franchise);
                });

            migrationBuilder.CreateTable(
                name: "franchise_account_check",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    NumberIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SealedText = table.Column<string>(type: "TEXT", nullable: false),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Prefix = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Last4 = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_api_key", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "franchise_cid",
                columns: table => new
                {
                    Cid = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Recurring = table.Column<bool>(type: "INTEGER", nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_cid", x => x.Cid);
                });

            migrationBuilder.CreateTable(
                name: "franchise_contract",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    Rhythm = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    CycleDays = table.Column<int>(type: "INTEGER", nullable: false),
                    MinimumPayout = table.Column<long>(type: "INTEGER", nullable: false),
                    Reserve = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    AgreedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    BusinessNumber = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    TradeName = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Representative = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    ExpectedSales = table.Column<long>(type: "INTEGER", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    OwnerEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    SealedNumber = table.Column<string>(type: "TEXT", nullable: false),
                    NumberIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Masked = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    RedirectDomains = table.Column<string>(type: "TEXT", nullable: false),
                    CashierCancelLimit = table.Column<long>(type: "INTEGER", nullable: false),
                    TillAsksAbove = table.Column<long>(type: "INTEGER", nullable: true),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountProvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewNote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ClosingAskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosingReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Maker = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Checker = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "franchise_review",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_review", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "franchise_staff",
                columns: table => new
                {
                    SignInId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NoticesSeenAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_staff", x => x.SignInId);
                });

            migrationBuilder.CreateTable(
                name: "franchise_store",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    QrCode = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_store", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_Roles",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_Roles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_Users",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<long>(type: "INTEGER", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_Users", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    Error = table.Column<string>(type: "TEXT", nullable: true),
                    ById = table.Column<string>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    Instance = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_run", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_account_check",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    BankNameKo = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BankNameEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SealedNumber = table.Column<string>(type: "TEXT", nullable: false),
                    NumberIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Masked = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Last = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SealedText = table.Column<string>(type: "TEXT", nullable: false),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Account = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Terms = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Version = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_consent", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_device",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", nullable: false),
                    Token = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_device", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_email_change",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", nullable: false),
                    OldEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    NewEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    ConfirmHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    UndoHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SealedUndo = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_email_change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_linked_account",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    BankNameKo = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BankNameEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SealedNumber = table.Column<string>(type: "TEXT", nullable: false),
                    NumberIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Masked = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Last = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    IsPrimary = table.Column<bool>(type: "INTEGER", nullable: false),
                    ConsentVersion = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ConsentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    VerifiedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UnlinkedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_linked_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_mail",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    ReaderName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    SealedToken = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsefulUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_mail", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_mail_wish",
                columns: table => new
                {
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Wanted = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_mail_wish", x => new { x.Member, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "membership_member",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 11, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    BirthDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Freeze = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, defaultValue: "None"),
                    FreezeReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    FrozenBy = table.Column<string>(type: "TEXT", nullable: true),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    JoinedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_member", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_notice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_passkey",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 1366, nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IsSynced = table.Column<bool>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_passkey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_passkey_ceremony",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_passkey_ceremony", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "membership_password_reset",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AddressIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", nullable: true),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_password_reset", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_pin",
                columns: table => new
                {
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Salt = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Iterations = table.Column<int>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LockedAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_pin_miss", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_recovery_code",
                columns: table => new
                {
                    SignInId = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_recovery_code", x => new { x.SignInId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "membership_second_factor",
                columns: table => new
                {
                    SignInId = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: false),
                    OnSince = table.Column<long>(type: "INTEGER", nullable: true),
                    LastStep = table.Column<long>(type: "INTEGER", nullable: false),
                    Misses = table.Column<int>(type: "INTEGER", nullable: false),
                    LockedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_second_factor", x => x.SignInId);
                });

            migrationBuilder.CreateTable(
                name: "membership_session",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    KnownDevice = table.Column<Guid>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ProvedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_session", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_silenced_kind",
                columns: table => new
                {
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_silenced_kind", x => new { x.Member, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "money_auto_charge_run",
                columns: table => new
                {
                    Rule = table.Column<Guid>(type: "TEXT", nullable: false),
                    Occasion = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    GivenUp = table.Column<bool>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Charge = table.Column<Guid>(type: "TEXT", nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_auto_charge_run", x => new { x.Rule, x.Occasion });
                });

            migrationBuilder.CreateTable(
                name: "money_bank_move",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, defaultValue: "Hand"),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", nullable: true),
                    FailureDetail = table.Column<string>(type: "TEXT", nullable: true)
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
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_movement_category", x => new { x.Member, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "money_scheduled_charge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    PausedWhy = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Rhythm = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Holidays = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    NextDue = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    NextRunOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CalendarVersion = table.Column<int>(type: "INTEGER", nullable: false)
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
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Sent = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_send_usage", x => new { x.Member, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "money_shop_category",
                columns: table => new
                {
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Shop = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_shop_category", x => new { x.Member, x.Shop });
                });

            migrationBuilder.CreateTable(
                name: "money_threshold_charge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Wallet = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: false),
                    Below = table.Column<long>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    PausedWhy = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Crossing = table.Column<long>(type: "INTEGER", nullable: false),
                    LookedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Consumer = table.Column<string>(type: "TEXT", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_cursor", x => x.Consumer);
                });

            migrationBuilder.CreateTable(
                name: "outbox_event",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_event", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "payment_api_answer",
                columns: table => new
                {
                    KeyHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: true)
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
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    Request = table.Column<string>(type: "TEXT", nullable: true),
                    Response = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_api_call", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "payment_code",
                columns: table => new
                {
                    Index = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    MaskedMember = table.Column<string>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Claim = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClaimedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Tid = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_code", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "payment_order",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    QrCode = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Store = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    StoreName = table.Column<string>(type: "TEXT", nullable: false),
                    TradeName = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    PartnerOrderId = table.Column<string>(type: "TEXT", nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Tid = table.Column<string>(type: "TEXT", nullable: true)
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
                    Tid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Cid = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Recurring = table.Column<bool>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Store = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    PartnerOrderId = table.Column<string>(type: "TEXT", nullable: false),
                    PartnerOrderKey = table.Column<string>(type: "TEXT", nullable: true),
                    PartnerUserId = table.Column<string>(type: "TEXT", nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", nullable: false),
                    ItemCode = table.Column<string>(type: "TEXT", nullable: true),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    TaxFree = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    GreenDeposit = table.Column<long>(type: "INTEGER", nullable: false),
                    ApprovalUrl = table.Column<string>(type: "TEXT", nullable: false),
                    CancelUrl = table.Column<string>(type: "TEXT", nullable: false),
                    FailUrl = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TradeName = table.Column<string>(type: "TEXT", nullable: false),
                    BusinessNumber = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Payer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    MaskedPayer = table.Column<string>(type: "TEXT", nullable: true),
                    TokenHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    TokenNonce = table.Column<string>(type: "TEXT", nullable: true),
                    Claim = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClaimedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Aid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Sid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: true),
                    ApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovalNumber = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    ReceiptCode = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeVat = table.Column<long>(type: "INTEGER", nullable: false),
                    Cancels = table.Column<int>(type: "INTEGER", nullable: false),
                    CancelledTotal = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledTaxFree = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledVat = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledDeposit = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeBack = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeVatBack = table.Column<long>(type: "INTEGER", nullable: false),
                    CanceledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true)
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
                    Sid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Cid = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    PartnerUserId = table.Column<string>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    MaskedMember = table.Column<string>(type: "TEXT", nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    InactivatedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_recurring_key", x => x.Sid);
                });

            migrationBuilder.CreateTable(
                name: "payment_slip",
                columns: table => new
                {
                    Tid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    N = table.Column<int>(type: "INTEGER", nullable: false),
                    Aid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    TaxFree = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    GreenDeposit = table.Column<long>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeVat = table.Column<long>(type: "INTEGER", nullable: false),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    SoldOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: true),
                    LedgerSlip = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Delivery = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    Error = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    ResponseBody = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_attempt", x => new { x.Delivery, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_delivery",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Endpoint = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 6144, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_delivery", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_endpoint",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 6144, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Types = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    DisabledBecause = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSuccessAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_endpoint", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_message",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Sample = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_message", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_secret",
                columns: table => new
                {
                    Endpoint = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<string>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_secret", x => new { x.Endpoint, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "policy_value",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Maker = table.Column<string>(type: "TEXT", nullable: false),
                    Checker = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_policy_value", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "remittance_allowance",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sender = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Receiver = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    SenderName = table.Column<string>(type: "TEXT", nullable: false),
                    ReceiverName = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Memo = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Rhythm = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Holidays = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    NextDue = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    NextRunOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CalendarVersion = table.Column<int>(type: "INTEGER", nullable: false)
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
                    Allowance = table.Column<Guid>(type: "TEXT", nullable: false),
                    Due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RunOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Transfer = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_allowance_run", x => new { x.Allowance, x.Due });
                });

            migrationBuilder.CreateTable(
                name: "remittance_contact",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Bank = table.Column<string>(type: "TEXT", nullable: true),
                    SealedNumber = table.Column<string>(type: "TEXT", nullable: true),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Nickname = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Starred = table.Column<bool>(type: "INTEGER", nullable: false),
                    Removed = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_contact", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "remittance_request",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Asker = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AskerName = table.Column<string>(type: "TEXT", nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemindedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reminders = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_request", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "remittance_request_share",
                columns: table => new
                {
                    Request = table.Column<Guid>(type: "TEXT", nullable: false),
                    Payer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    PayerName = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Transfer = table.Column<Guid>(type: "TEXT", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Reply = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sender = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Receiver = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    SenderName = table.Column<string>(type: "TEXT", nullable: false),
                    ReceiverName = table.Column<string>(type: "TEXT", nullable: false),
                    Bank = table.Column<string>(type: "TEXT", nullable: true),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Memo = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Envelope = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false, defaultValue: "None"),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    TopUp = table.Column<long>(type: "INTEGER", nullable: false),
                    SenderVerified = table.Column<bool>(type: "INTEGER", nullable: false),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Unknown = table.Column<bool>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", nullable: true),
                    FailureDetail = table.Column<string>(type: "TEXT", nullable: true)
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
                    No = table.Column<long>(type: "INTEGER", nullable: false),
                    Id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    TradeName = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CollectedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Collected = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedById = table.Column<string>(type: "TEXT", nullable: false),
                    SealedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    Gross = table.Column<long>(type: "INTEGER", nullable: false),
                    Cancelled = table.Column<long>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    CarryIn = table.Column<long>(type: "INTEGER", nullable: false),
                    ReserveKept = table.Column<long>(type: "INTEGER", nullable: false),
                    PayOut = table.Column<long>(type: "INTEGER", nullable: false),
                    CarryOut = table.Column<long>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LedgerSlip = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovedBy = table.Column<string>(type: "TEXT", nullable: true),
                    PaidAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", nullable: true),
                    FailureArgs = table.Column<string>(type: "TEXT", nullable: true),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    MaskedNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Holder = table.Column<string>(type: "TEXT", nullable: false),
                    Payouts = table.Column<int>(type: "INTEGER", nullable: false),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
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
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Slip = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Batches = table.Column<int>(type: "INTEGER", nullable: false),
                    Lines = table.Column<long>(type: "INTEGER", nullable: false),
                    PayOut = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_day", x => x.Date);
                });

            migrationBuilder.CreateTable(
                name: "settlement_debt",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AfterTo = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Case = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    Slip = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Maker = table.Column<string>(type: "TEXT", nullable: false),
                    Checker = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Batch = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_event", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "settlement_franchise",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    LastTo = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Carry = table.Column<long>(type: "INTEGER", nullable: false),
                    Reserve = table.Column<long>(type: "INTEGER", nullable: false),
                    OwesSince = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_franchise", x => x.Franchise);
                });

            migrationBuilder.CreateTable(
                name: "settlement_leaving",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reopened = table.Column<int>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", nullable: true),
                    OwnerName = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_leaving", x => x.Franchise);
                });

            migrationBuilder.CreateTable(
                name: "settlement_line",
                columns: table => new
                {
                    LedgerSlip = table.Column<long>(type: "INTEGER", nullable: false),
                    Batch = table.Column<long>(type: "INTEGER", nullable: false),
                    Tid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    N = table.Column<int>(type: "INTEGER", nullable: false),
                    PartnerOrderId = table.Column<string>(type: "TEXT", nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    SoldOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_line", x => x.LedgerSlip);
                });

            migrationBuilder.CreateTable(
                name: "settlement_payout",
                columns: table => new
                {
                    Batch = table.Column<long>(type: "INTEGER", nullable: false),
                    N = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", nullable: true),
                    ReturnSlip = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Item = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    BankTranId = table.Column<string>(type: "TEXT", nullable: true),
                    Difference = table.Column<long>(type: "INTEGER", nullable: false),
                    Sides = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", nullable: true),
                    OwnerName = table.Column<string>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Closing = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Slip = table.Column<long>(type: "INTEGER", nullable: true),
                    WriteOffs = table.Column<int>(type: "INTEGER", nullable: false),
                    WrittenOff = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_recon_case", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "settlement_recon_day",
                columns: table => new
                {
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    StatementAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Matched = table.Column<int>(type: "INTEGER", nullable: false),
                    Waiting = table.Column<int>(type: "INTEGER", nullable: false),
                    Expected = table.Column<int>(type: "INTEGER", nullable: false),
                    LedgerIn = table.Column<long>(type: "INTEGER", nullable: false),
                    LedgerOut = table.Column<long>(type: "INTEGER", nullable: false),
                    BankIn = table.Column<long>(type: "INTEGER", nullable: false),
                    BankOut = table.Column<long>(type: "INTEGER", nullable: false),
                    Fees = table.Column<long>(type: "INTEGER", nullable: false),
                    LedgerBalance = table.Column<long>(type: "INTEGER", nullable: false),
                    BankBalance = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_recon_day", x => new { x.Account, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "settlement_recon_event",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Case = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_recon_event", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "storage_key_check",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_key_check", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "switch_off",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_switch_off", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "identity_RoleClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoleId = table.Column<string>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
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
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
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
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<string>(type: "TEXT", nullable: false)
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
                    CredentialId = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
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
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    RoleId = table.Column<string>(type: "TEXT", nullable: false)
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
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
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
                migrationBuilder.Sql(AppendOnlyGuard.For(table));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(LedgerSchema.Drop);

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
                name: "switch_off");

            migrationBuilder.DropTable(
                name: "identity_Roles");

            migrationBuilder.DropTable(
                name: "identity_Users");
        }
    }
}
