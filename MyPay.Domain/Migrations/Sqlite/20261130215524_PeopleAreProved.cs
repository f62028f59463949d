using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PeopleAreProved : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PhoneProvedAt",
                table: "membership_member",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "limit_use",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Limit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Thing = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_limit_use", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_phone_code",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Asker = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    PhoneIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MaskedPhone = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    SealedCode = table.Column<string>(type: "TEXT", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UsedBy = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_phone_code", x => x.Id);
                    table.CheckConstraint("membership_phone_code_tries", "\"Tries\" BETWEEN 0 AND 5");
                });

            migrationBuilder.CreateIndex(
                name: "IX_membership_account_check_NumberIndex_StartedAt",
                table: "membership_account_check",
                columns: new[] { "NumberIndex", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_limit_use_At",
                table: "limit_use",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_limit_use_Limit_Subject_At",
                table: "limit_use",
                columns: new[] { "Limit", "Subject", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_phone_code_PhoneIndex_SentAt",
                table: "membership_phone_code",
                columns: new[] { "PhoneIndex", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_phone_code_SentAt",
                table: "membership_phone_code",
                column: "SentAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "limit_use");

            migrationBuilder.DropTable(
                name: "membership_phone_code");

            migrationBuilder.DropIndex(
                name: "IX_membership_account_check_NumberIndex_StartedAt",
                table: "membership_account_check");

            migrationBuilder.DropColumn(
                name: "PhoneProvedAt",
                table: "membership_member");
        }
    }
}
