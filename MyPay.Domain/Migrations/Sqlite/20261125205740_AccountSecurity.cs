using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AccountSecurity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ProvedAt",
                table: "membership_session",
                type: "INTEGER",
                nullable: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "membership_email_change");

            migrationBuilder.DropTable(
                name: "membership_mail");

            migrationBuilder.DropTable(
                name: "membership_mail_wish");

            migrationBuilder.DropTable(
                name: "membership_passkey");

            migrationBuilder.DropTable(
                name: "membership_passkey_ceremony");

            migrationBuilder.DropTable(
                name: "membership_password_reset");

            migrationBuilder.DropColumn(
                name: "ProvedAt",
                table: "membership_session");
        }
    }
}
