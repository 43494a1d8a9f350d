PRAGMA application_id = 1212239443;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE explanations (
	id INTEGER NOT NULL, 
	uuid TEXT NOT NULL, 
	run_id INTEGER NOT NULL, 
	image_id INTEGER NOT NULL, 
	target INTEGER NOT NULL, 
	session_id INTEGER, 
	created_at TEXT NOT NULL, 
	prediction INTEGER NOT NULL, 
	probability FLOAT NOT NULL, 
	target_probability FLOAT NOT NULL, 
	top TEXT NOT NULL, 
	image_width INTEGER NOT NULL, 
	image_height INTEGER NOT NULL, 
	resized_width INTEGER NOT NULL, 
	resized_height INTEGER NOT NULL, 
	crop_left INTEGER NOT NULL, 
	crop_top INTEGER NOT NULL, 
	input_width INTEGER NOT NULL, 
	input_height INTEGER NOT NULL, 
	evidence_keep FLOAT, 
	evidence_drop FLOAT, 
	evidence_area FLOAT, 
	evidence_gini FLOAT, 
	losses TEXT NOT NULL, 
	gated INTEGER NOT NULL, 
	executed INTEGER NOT NULL, 
	seconds FLOAT NOT NULL, 
	warnings TEXT NOT NULL, 
	map_path TEXT NOT NULL, 
	map_sha256 TEXT NOT NULL, 
	map_low FLOAT NOT NULL, 
	map_high FLOAT NOT NULL, 
	CONSTRAINT pk_explanations PRIMARY KEY (id), 
	CONSTRAINT ck_explanations_map_sha256 CHECK (length(map_sha256) = 64), 
	CONSTRAINT fk_explanations_run_id_image_id FOREIGN KEY(run_id, image_id) REFERENCES run_images (run_id, image_id), 
	CONSTRAINT fk_explanations_session_id FOREIGN KEY(session_id) REFERENCES sessions (id), 
	CONSTRAINT uq_explanations_map_path UNIQUE (map_path), 
	CONSTRAINT uq_explanations_run_id_image_id_target UNIQUE (run_id, image_id, target), 
	CONSTRAINT uq_explanations_uuid UNIQUE (uuid)
);
INSERT INTO "explanations" VALUES(1,'a869677b-b258-5a34-9673-25a69bb87cc7',1,1,2,1,'2026-11-23T18:30:05.869782+00:00',2,0.5,0.5,'[[2,0.5],[4,0.30000001192092896],[1,0.10000000149011612],[0,0.05000000074505806],[5,0.029999999329447746]]',640,427,384,256,80,16,24,20,0.93,0.04,0.21,0.6,'[1.5,0.75]',16,17,0.25,'["One call was left as it is."]','maps/c7/a869677bb2585a34967325a69bb87cc7.npy','4406f93ec6ef3d306d582857dd3786b2b66dca9ad422818ea025af10d2659430',-9.767017364501953125e-01,2.99610352516174316406e+00);
INSERT INTO "explanations" VALUES(2,'802abe6a-b452-57a9-ab08-f10f6dcf71b3',1,2,2,1,'2026-11-23T18:30:05.872135+00:00',2,0.5,0.5,'[[2,0.5],[4,0.30000001192092896],[1,0.10000000149011612],[0,0.05000000074505806],[5,0.029999999329447746]]',640,427,384,256,80,16,24,20,0.93,0.04,0.21,0.6,'[1.5,0.75]',16,17,0.25,'["One call was left as it is."]','maps/b3/802abe6ab45257a9ab08f10f6dcf71b3.npy','f640b625cf3a46c4087315e273143eeb3ae31fffc78119418a8c40a3f1cfcfcd',-9.90508556365966796875e-01,2.99822068214416503906e+00);
INSERT INTO "explanations" VALUES(3,'fe43b09a-b604-50d2-9e08-d51c9ae09006',1,3,2,1,'2026-11-23T18:30:05.873081+00:00',2,0.5,0.5,'[[2,0.5],[4,0.30000001192092896],[1,0.10000000149011612],[0,0.05000000074505806],[5,0.029999999329447746]]',640,427,384,256,80,16,24,20,0.93,0.04,0.21,0.6,'[1.5,0.75]',16,17,0.25,'["One call was left as it is."]','maps/06/fe43b09ab60450d29e08d51c9ae09006.npy','3fef0fd4624aade2efc6af9fc4e8962c9769b17daedc80cad63779a38d5bbd4d',-9.95406389236450195312e-01,2.99921202659606933593e+00);
CREATE TABLE images (
	id INTEGER NOT NULL, 
	root_id INTEGER NOT NULL, 
	relative TEXT NOT NULL, 
	sha256 TEXT, 
	size_bytes INTEGER NOT NULL, 
	mtime_ns INTEGER NOT NULL, 
	width INTEGER, 
	height INTEGER, 
	true_label TEXT, 
	CONSTRAINT pk_images PRIMARY KEY (id), 
	CONSTRAINT fk_images_root_id FOREIGN KEY(root_id) REFERENCES roots (id)
);
INSERT INTO "images" VALUES(1,1,'a.jpg','ab09a0603910949db1c7cd78d25c1f0707c79c8d54e96cad5f5a2a5a05c1f23f',13,1000000000000000000,640,427,NULL);
INSERT INTO "images" VALUES(2,1,'b.jpg','eb8070bf0959d9f6768752d4956287374fdd40b54ac1f2ff4e9545d4dcaca833',13,1000000000000000000,640,427,NULL);
INSERT INTO "images" VALUES(3,1,'deep/c.jpg','cdb9cd05e2c5cb5effdc5be63e568a3c5f30dcb4bea6b96ab008b185c2f4f4f3',18,1000000000000000000,640,427,NULL);
CREATE TABLE models (
	id INTEGER NOT NULL, 
	fingerprint TEXT NOT NULL, 
	name TEXT NOT NULL, 
	version TEXT NOT NULL, 
	arch TEXT NOT NULL, 
	file TEXT NOT NULL, 
	text TEXT NOT NULL, 
	labels TEXT NOT NULL, 
	CONSTRAINT pk_models PRIMARY KEY (id)
);
INSERT INTO "models" VALUES(1,'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1','toy','3','nets.py:build','/models/model.toml','name = "toy"
','["cat","dog","owl","fox","hen","elk"]');
CREATE TABLE project (
	id INTEGER NOT NULL, 
	uuid TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_project PRIMARY KEY (id), 
	CONSTRAINT ck_project_single CHECK (id = 1)
);
INSERT INTO "project" VALUES(1,'b41b3fd3-d2e3-46d4-85d1-44979ca8234a','2026-11-23T18:30:05.840069+00:00','written by hansel-audit 0.1.0');
CREATE TABLE review_events (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uuid TEXT NOT NULL, 
	explanation_id INTEGER NOT NULL, 
	reviewer_id INTEGER NOT NULL, 
	device TEXT NOT NULL, 
	os_user TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	refers_to INTEGER, 
	sequence INTEGER NOT NULL, 
	prev_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT ck_review_events_refers_to CHECK ((kind IN ('undo', 'redo')) = (refers_to IS NOT NULL)), 
	CONSTRAINT ck_review_events_kind CHECK (kind <> ''), 
	CONSTRAINT ck_review_events_sequence CHECK (sequence >= 1), 
	CONSTRAINT fk_review_events_explanation_id FOREIGN KEY(explanation_id) REFERENCES explanations (id), 
	CONSTRAINT fk_review_events_refers_to FOREIGN KEY(refers_to) REFERENCES review_events (id), 
	CONSTRAINT fk_review_events_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES reviewers (id), 
	CONSTRAINT uq_review_events_reviewer_id_device_sequence UNIQUE (reviewer_id, device, sequence), 
	CONSTRAINT uq_review_events_uuid UNIQUE (uuid)
);
INSERT INTO "review_events" VALUES(1,'01a209ac-2339-7b5b-a6f4-9019d73dbb4a',1,1,'51a2008f-7e08-4158-a49c-17bb4721e18e','ann','2026-11-23T18:30:05.881196+00:00','verdict','{"before":null,"verdict":"sound"}',NULL,1,'0000000000000000000000000000000000000000000000000000000000000000','4c2c02ba88b37c6e77111ed32cd1aebed51fcffaac6df279d363750d88a70794');
INSERT INTO "review_events" VALUES(2,'01a209ac-233b-7703-8050-afeee3a78449',2,1,'51a2008f-7e08-4158-a49c-17bb4721e18e','ann','2026-11-23T18:30:05.883811+00:00','verdict','{"before":null,"verdict":"flawed"}',NULL,2,'4c2c02ba88b37c6e77111ed32cd1aebed51fcffaac6df279d363750d88a70794','9f3b45a82a5cfe9695c5757508516a31f389152dadc6526f61a40dd1bdb94dd0');
INSERT INTO "review_events" VALUES(3,'01a209ac-233d-78a6-8478-3e54d1937f05',2,2,'51a2008f-7e08-4158-a49c-17bb4721e18e','ann','2026-11-23T18:30:05.885416+00:00','verdict','{"before":null,"verdict":"unsure"}',NULL,1,'0000000000000000000000000000000000000000000000000000000000000000','10fc17332897c4d5fe73bc94adfeed858d17c7625280e7ff602efbb1e7fff35f');
INSERT INTO "review_events" VALUES(4,'01a209ac-233e-7f48-8e36-7c8ebc5d7d66',3,1,'51a2008f-7e08-4158-a49c-17bb4721e18e','ann','2026-11-23T18:30:05.886739+00:00','verdict','{"before":null,"verdict":"unsure"}',NULL,3,'9f3b45a82a5cfe9695c5757508516a31f389152dadc6526f61a40dd1bdb94dd0','4b6c6467cf67f51aa18bc17ef3951a08cf675fe1b48d49d963b366e41174e00b');
INSERT INTO "review_events" VALUES(5,'01a209ac-2342-7e72-aa4d-91faada40431',3,1,'51a2008f-7e08-4158-a49c-17bb4721e18e','ann','2026-11-23T18:30:05.890797+00:00','undo','{"before":"unsure","event":"01a209ac-233e-7f48-8e36-7c8ebc5d7d66","verdict":null}',4,4,'4b6c6467cf67f51aa18bc17ef3951a08cf675fe1b48d49d963b366e41174e00b','d6bb6daa488d457157f0c8d9f85e9ee7d2db003b5e6464a160307f307c2d3181');
CREATE TABLE reviewers (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	CONSTRAINT pk_reviewers PRIMARY KEY (id), 
	CONSTRAINT ck_reviewers_name CHECK (name <> ''), 
	CONSTRAINT uq_reviewers_name UNIQUE (name)
);
INSERT INTO "reviewers" VALUES(1,'ann','2026-11-23T18:30:05.880214+00:00');
INSERT INTO "reviewers" VALUES(2,'ben','2026-11-23T18:30:05.885152+00:00');
CREATE TABLE reviews (
	explanation_id INTEGER NOT NULL, 
	reviewer_id INTEGER NOT NULL, 
	verdict TEXT, 
	updated_at TEXT NOT NULL, 
	event_id INTEGER NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (explanation_id, reviewer_id), 
	CONSTRAINT ck_reviews_verdict CHECK (verdict IN ('sound', 'flawed', 'unsure')), 
	CONSTRAINT fk_reviews_event_id FOREIGN KEY(event_id) REFERENCES review_events (id), 
	CONSTRAINT fk_reviews_explanation_id FOREIGN KEY(explanation_id) REFERENCES explanations (id), 
	CONSTRAINT fk_reviews_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES reviewers (id)
);
INSERT INTO "reviews" VALUES(1,1,'sound','2026-11-23T18:30:05.881196+00:00',1);
INSERT INTO "reviews" VALUES(2,1,'flawed','2026-11-23T18:30:05.883811+00:00',2);
INSERT INTO "reviews" VALUES(2,2,'unsure','2026-11-23T18:30:05.885416+00:00',3);
INSERT INTO "reviews" VALUES(3,1,NULL,'2026-11-23T18:30:05.890797+00:00',5);
CREATE TABLE roots (
	id INTEGER NOT NULL, 
	uuid TEXT NOT NULL, 
	path TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	CONSTRAINT pk_roots PRIMARY KEY (id), 
	CONSTRAINT uq_roots_path UNIQUE (path), 
	CONSTRAINT uq_roots_uuid UNIQUE (uuid)
);
INSERT INTO "roots" VALUES(1,'93ed0595-3770-488a-9905-eabbe696eb3a','/photos-of-old','2026-11-23T18:30:05.846694+00:00');
CREATE TABLE run_images (
	run_id INTEGER NOT NULL, 
	image_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	reason TEXT, 
	CONSTRAINT pk_run_images PRIMARY KEY (run_id, image_id), 
	CONSTRAINT ck_run_images_reason CHECK (state <> 'failed' OR reason IS NOT NULL), 
	CONSTRAINT ck_run_images_state CHECK (state IN ('waiting', 'explained', 'failed', 'replaced')), 
	CONSTRAINT fk_run_images_image_id FOREIGN KEY(image_id) REFERENCES images (id), 
	CONSTRAINT fk_run_images_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
);
INSERT INTO "run_images" VALUES(1,1,0,'explained',NULL);
INSERT INTO "run_images" VALUES(1,2,1,'explained',NULL);
INSERT INTO "run_images" VALUES(1,3,2,'explained',NULL);
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	uuid TEXT NOT NULL, 
	root_id INTEGER NOT NULL, 
	model_id INTEGER NOT NULL, 
	method TEXT NOT NULL, 
	parameters TEXT NOT NULL, 
	seed INTEGER NOT NULL, 
	batch_size INTEGER NOT NULL, 
	device TEXT NOT NULL, 
	versions TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	finished_at TEXT, 
	state TEXT NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (id), 
	CONSTRAINT ck_runs_state CHECK (state IN ('running', 'finished', 'cancelled', 'interrupted')), 
	CONSTRAINT ck_runs_batch_size CHECK (batch_size >= 1), 
	CONSTRAINT fk_runs_model_id FOREIGN KEY(model_id) REFERENCES models (id), 
	CONSTRAINT fk_runs_root_id FOREIGN KEY(root_id) REFERENCES roots (id), 
	CONSTRAINT uq_runs_uuid UNIQUE (uuid)
);
INSERT INTO "runs" VALUES(1,'571d006e-8177-4493-9914-55b288e10696',1,1,'learned','{"rate":0.1,"steps":10}',7,4,'cpu','{"torch":"2.9"}','2026-11-23T18:30:05.849898+00:00','2026-11-23T18:30:05.874141+00:00','finished');
CREATE TABLE sessions (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	started_at TEXT NOT NULL, 
	device TEXT NOT NULL, 
	versions TEXT NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (id), 
	CONSTRAINT fk_sessions_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
);
INSERT INTO "sessions" VALUES(1,1,'2026-11-23T18:30:05.850551+00:00','cpu','{"torch":"2.9"}');
CREATE TABLE settings (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY ("key")
);
CREATE INDEX ix_models_fingerprint ON models (fingerprint);
CREATE INDEX ix_images_root_id_relative ON images (root_id, relative);
CREATE INDEX ix_images_sha256 ON images (sha256);
CREATE INDEX ix_runs_model_id ON runs (model_id);
CREATE INDEX ix_runs_root_id ON runs (root_id);
CREATE INDEX ix_run_images_image_id ON run_images (image_id);
CREATE INDEX ix_run_images_run_id_position ON run_images (run_id, position);
CREATE INDEX ix_sessions_run_id ON sessions (run_id);
CREATE INDEX ix_explanations_session_id ON explanations (session_id);
CREATE INDEX ix_review_events_explanation_id ON review_events (explanation_id);
CREATE INDEX ix_review_events_refers_to ON review_events (refers_to);
CREATE INDEX ix_review_events_reviewer_id ON review_events (reviewer_id);
CREATE INDEX ix_reviews_event_id ON reviews (event_id);
CREATE INDEX ix_reviews_reviewer_id ON reviews (reviewer_id);
CREATE TRIGGER review_events_no_update BEFORE UPDATE ON review_events BEGIN SELECT RAISE(ABORT, 'review events are never changed'); END;
CREATE TRIGGER review_events_no_delete BEFORE DELETE ON review_events BEGIN SELECT RAISE(ABORT, 'review events are never deleted'); END;
CREATE TRIGGER review_events_no_replace BEFORE INSERT ON review_events WHEN EXISTS (SELECT 1 FROM review_events WHERE id = NEW.id OR uuid = NEW.uuid OR (reviewer_id = NEW.reviewer_id AND device = NEW.device AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'review events are never replaced'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('review_events',5);
COMMIT;
