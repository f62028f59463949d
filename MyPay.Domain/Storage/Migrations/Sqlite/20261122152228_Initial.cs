using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MyPay.Domain.Storage.Sqlite.LedgerSchema.Create);

            migrationBuilder.CreateTable(
                name: "banking_bank",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    NameKo = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    Color = table.Column<string>(type: "TEXT", nullable: false),
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
                    MaskedPayload = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_call", x => x.Id);
                    table.CheckConstraint("ck_banking_call_amount", "\"Amount\" >= 0");
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
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_fee", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_window",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Bank = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    To = table.Column<TimeOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_window", x => x.Id);
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
                    JoinedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_member", x => x.Id);
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
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_pin", x => x.Member);
                    table.CheckConstraint("membership_pin_tries", "\"Tries\" BETWEEN 0 AND 5");
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
                name: "money_policy",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_policy", x => x.Id);
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
                name: "IX_banking_call_BankTranDate_BankTranId",
                table: "banking_call",
                columns: new[] { "BankTranDate", "BankTranId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_NextInquiryAt",
                table: "banking_call",
                column: "NextInquiryAt");

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_Purpose_Reference",
                table: "banking_call",
                columns: new[] { "Purpose", "Reference" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_fee_Kind_From",
                table: "banking_fee",
                columns: new[] { "Kind", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_window_Bank",
                table: "banking_window",
                column: "Bank");

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
                name: "IX_membership_member_Email",
                table: "membership_member",
                column: "Email",
                unique: true,
                filter: "\"ClosedAt\" IS NULL");

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
                name: "IX_money_bank_move_Account_State",
                table: "money_bank_move",
                columns: new[] { "Account", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_money_bank_move_Member_State",
                table: "money_bank_move",
                columns: new[] { "Member", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_money_policy_Name_From",
                table: "money_policy",
                columns: new[] { "Name", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_event_Name_Seq",
                table: "outbox_event",
                columns: new[] { "Name", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_transfer_Receiver_State",
                table: "remittance_transfer",
                columns: new[] { "Receiver", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_transfer_Sender_SentAt",
                table: "remittance_transfer",
                columns: new[] { "Sender", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_transfer_State_ExpiresAt",
                table: "remittance_transfer",
                columns: new[] { "State", "ExpiresAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MyPay.Domain.Storage.Sqlite.LedgerSchema.Drop);

            migrationBuilder.DropTable(
                name: "banking_bank");

            migrationBuilder.DropTable(
                name: "banking_call");

            migrationBuilder.DropTable(
                name: "banking_fee");

            migrationBuilder.DropTable(
                name: "banking_window");

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
                name: "membership_account_check");

            migrationBuilder.DropTable(
                name: "membership_consent");

            migrationBuilder.DropTable(
                name: "membership_linked_account");

            migrationBuilder.DropTable(
                name: "membership_member");

            migrationBuilder.DropTable(
                name: "membership_pin");

            migrationBuilder.DropTable(
                name: "money_bank_move");

            migrationBuilder.DropTable(
                name: "money_policy");

            migrationBuilder.DropTable(
                name: "money_send_usage");

            migrationBuilder.DropTable(
                name: "outbox_cursor");

            migrationBuilder.DropTable(
                name: "outbox_event");

            migrationBuilder.DropTable(
                name: "remittance_transfer");

            migrationBuilder.DropTable(
                name: "identity_Roles");

            migrationBuilder.DropTable(
                name: "identity_Users");
        }
    }
}
